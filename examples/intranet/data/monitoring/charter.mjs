// @ts-check

/** @type {import('../sample.js').SampleCommunity} */
export default {
  key: 'monitoring',
  name: 'Monitoring 2: The Rollout',
  purpose:
    'By the end of next summer every turbine and every pump above 30 kW sends its condition, and somebody reads it.',
  domain: 'Sensors, gateways, alarms, and who gets up at night for them.',
  audience: 'The project team and the sites whose turn it is.',
  mandate: 'Project until next September; afterwards its questions move to Rotor Dynamics.',
  type: 'project',
  visibility: 'closed',
  joinPolicy: 'invitation',
  topics: ['condition-monitoring', 'vibration'],
  founder: 'meilin',
  founded: '170 09:00',
  sponsor: 'eric',
  members: { hana: '169 10:00', ingrid: '168 08:30', eilidh: '167 15:00', salma: '166 09:10', mikkel: '100 10:20' },
  roles: { hana: ['expert', 'steward', 'member'] },
  threads: [
    {
      key: 'order-of-sites',
      kind: 'announcement',
      by: 'meilin',
      at: '165 09:30',
      title: 'Order of the sites: Moray, Knock, Tangier, Viana, Larache',
      topics: ['condition-monitoring'],
      pinned: true,
      body: 'Six weeks each. Two weeks before your turn you get a box, a list and a call. Whoever wants to swap finds a partner and tells me.',
      like: ['hana', 'eilidh', 'salma'],
    },
    {
      key: 'alarm-flood',
      kind: 'question',
      by: 'eilidh',
      at: '95 07:20',
      title: 'Forty alarms on Monday morning, all of them "gateway lost". Can that be one?',
      topics: ['condition-monitoring'],
      body: 'The switch in the substation restarted. Forty messages, one reason, and the real alarm was number 27.',
      replies: [
        {
          by: 'meilin',
          at: '95 08:40',
          accepted: '88 09:00',
          body: 'From tonight: if more than three gateways of one site go within a minute, you get *one* message with the site and the count. Real limits are sent at once and sorted to the top.',
          thanks: ['eilidh', 'hana'],
          insightful: ['salma'],
        },
      ],
    },
    {
      key: 'battery-life',
      kind: 'question',
      by: 'salma',
      at: '39 10:00',
      title: 'Sensor batteries in Tangier: 5 months instead of 24. The heat?',
      topics: ['condition-monitoring'],
      body: 'Eight of twelve are below 20 %. Boxes stand in the sun, 58 °C inside.',
      replies: [
        {
          by: 'hana',
          at: '39 11:10',
          body: 'Heat takes a third, not four fifths. Look at the *send interval*: yours have weak signal and repeat each message up to nine times. Antenna out of the steel box, then we see.',
          thanks: ['salma'],
          insightful: ['meilin'],
        },
        {
          by: 'salma',
          at: '25 09:30',
          body: 'Antennas are outside since two weeks: 1.1 repeats instead of 7. Consumption down by 70 %. A white sun roof comes next.',
          celebrate: ['hana', 'meilin'],
        },
      ],
    },
    {
      key: 'who-reads',
      kind: 'discussion',
      by: 'ingrid',
      at: '13 13:30',
      title: 'Who reads a yellow alarm, and until when?',
      topics: ['condition-monitoring', 'vibration'],
      body: 'Red is clear: the site, at once. Yellow goes to a mailbox that eleven people believe somebody else reads. Proposal: the analyst of the week, within two working days, with a name in the calendar.',
      like: ['hana', 'meilin', 'eilidh'],
      replies: [
        {
          by: 'hana',
          at: '12 08:50',
          body: 'Agreed, if "nothing to do" is an answer too, in one click. Otherwise yellow becomes a second job.',
          insightful: ['ingrid', 'meilin'],
        },
        {
          by: 'meilin',
          at: '9 15:20',
          body: 'Button is there. First week: Hana, second: Ingrid, third: @[salma]?',
          replies: [
            {
              by: 'salma',
              at: '8 09:00',
              body: 'Yes, and I would like to do it together with Hana for the first two days.',
              thanks: ['hana'],
            },
          ],
        },
      ],
    },
    {
      key: 'pump-threshold',
      kind: 'idea',
      by: 'mikkel',
      at: '71 16:00',
      title: 'Let the drone read the sensors that have no network',
      topics: ['condition-monitoring', 'drones'],
      body: 'Four turbines have no gateway. I fly there anyway. A receiver weighs 60 g.',
      like: ['meilin', 'hana'],
      replies: [
        {
          by: 'meilin',
          at: '70 09:00',
          body: 'Tried on the bench: 80 m distance is enough. It would be one reading a month, which is more than none. Shall we try T12?',
          replies: [
            {
              by: 'mikkel',
              at: '64 17:10',
              body: 'T12 read in flight, 40 seconds of hovering. Next: all four.',
              celebrate: ['meilin', 'hana', 'eilidh'],
            },
          ],
        },
      ],
    },
  ],
};
