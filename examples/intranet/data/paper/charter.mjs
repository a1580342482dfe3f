// @ts-check

/** @type {import('../sample.js').SampleCommunity} */
export default {
  key: 'paper',
  name: 'Goodbye, Paper',
  purpose: 'Get the last eleven paper forms out of the vans. Done, and kept here to be read.',
  domain: 'Forms, signatures, tablets.',
  audience: 'Planners and one person from each site.',
  mandate: 'Project, closed in spring.',
  type: 'project',
  visibility: 'open',
  joinPolicy: 'open',
  topics: ['work-orders', 'tools'],
  founder: 'camille',
  founded: '364 08:00',
  sponsor: 'eric',
  members: { thabo: '363 09:00', anton: '362 07:00', luis: '362 08:00', claas: '361 06:30', eilidh: '362 10:30' },
  archived: '215 15:00',
  threads: [
    {
      key: 'eleven-forms',
      kind: 'discussion',
      by: 'camille',
      at: '362 09:30',
      title: 'The eleven forms, who needs them, and which one dies first',
      topics: ['work-orders'],
      body: 'Travel slip, tool loan, crane check, grease card, key book, lift check, waste slip, oil label, weather log, visitor book, canteen voucher. Please say which of them you have *not* filled in this year.',
      replies: [
        {
          by: 'anton',
          at: '361 12:00',
          body: 'Grease card and weather log: the app knows both. Canteen voucher: never, dear colleagues, we are offshore.',
          like: ['eilidh', 'camille', 'luis'],
        },
        {
          by: 'claas',
          at: '359 06:45',
          body: 'Schlüsselbuch bleibt. If the network is down I still want to know who is in the shaft.',
          insightful: ['camille', 'thabo'],
        },
      ],
    },
    {
      key: 'signature',
      kind: 'question',
      by: 'eilidh',
      at: '300 16:00',
      title: 'Customer wants to sign on paper, whatever we do',
      topics: ['work-orders', 'tools'],
      body: 'The harbour master. He has a stamp and he loves it.',
      replies: [
        {
          by: 'camille',
          at: '299 09:00',
          accepted: '299 12:00',
          body: 'Let him stamp a printed page and photograph it into the order. The photo is the original, the page is his.',
          thanks: ['eilidh'],
          like: ['anton', 'thabo'],
        },
      ],
    },
    {
      key: 'last-form',
      kind: 'announcement',
      by: 'camille',
      at: '216 14:00',
      title: 'Ten of eleven are gone, and we stop here',
      topics: ['work-orders'],
      body: 'The key book stays on paper, for good reasons that Claas explained to us. Thank you all. What is still open moves to *Work Orders That Work*.',
      celebrate: ['thabo', 'anton', 'luis', 'claas', 'eilidh', 'eric'],
    },
  ],
};
