interface SampleTopic {
  readonly id: string;
  readonly prefLabel: string;
  readonly altLabels?: string[];
  readonly broader?: string[];
  readonly definition?: string;
}

export const topics: readonly SampleTopic[] = [
  { id: 'rotating-machines', prefLabel: 'Rotating machines', altLabels: ['Drehende Maschinen', 'machines tournantes'] },
  {
    id: 'vibration',
    prefLabel: 'Vibration',
    altLabels: ['Schwingungen', 'vibrations', 'اهتزاز'],
    broader: ['rotating-machines'],
  },
  { id: 'bearings', prefLabel: 'Bearings', altLabels: ['Lager', 'roulements'], broader: ['rotating-machines'] },
  {
    id: 'gearboxes',
    prefLabel: 'Gearboxes',
    altLabels: ['Getriebe', 'multiplicateur'],
    broader: ['rotating-machines'],
  },
  {
    id: 'alignment',
    prefLabel: 'Alignment',
    altLabels: ['Ausrichtung', 'lignage', 'laser alignment'],
    broader: ['rotating-machines'],
  },
  {
    id: 'lubrication',
    prefLabel: 'Lubrication',
    altLabels: ['Schmierung', 'graissage', 'grease', 'oil'],
    broader: ['rotating-machines'],
  },
  { id: 'generators', prefLabel: 'Generators', broader: ['rotating-machines'] },
  {
    id: 'condition-monitoring',
    prefLabel: 'Condition monitoring',
    altLabels: ['CMS', 'Zustandsüberwachung', 'oil analysis'],
  },
  { id: 'blades', prefLabel: 'Blades', altLabels: ['Rotorblätter', 'pales'] },
  { id: 'blade-inspection', prefLabel: 'Blade inspection', altLabels: ['Blattinspektion'], broader: ['blades'] },
  { id: 'drones', prefLabel: 'Drones', altLabels: ['UAV'] },
  { id: 'leading-edge', prefLabel: 'Leading edge', altLabels: ['erosion', 'LEP'], broader: ['blades'] },
  { id: 'lightning', prefLabel: 'Lightning protection', altLabels: ['Blitzschutz'], broader: ['blades'] },
  { id: 'pumps', prefLabel: 'Pumps', altLabels: ['Pumpen', 'pompes', 'مضخات'] },
  {
    id: 'mechanical-seals',
    prefLabel: 'Mechanical seals',
    altLabels: ['Gleitringdichtung', 'garniture mécanique'],
    broader: ['pumps'],
  },
  { id: 'cavitation', prefLabel: 'Cavitation', altLabels: ['Kavitation', 'NPSH'], broader: ['pumps'] },
  { id: 'impellers', prefLabel: 'Impellers', altLabels: ['Laufrad', 'roue'], broader: ['pumps'] },
  { id: 'sand', prefLabel: 'Sand and dust', altLabels: ['sable', 'رمل', 'abrasion'] },
  { id: 'rainy-season', prefLabel: 'موسم الأمطار', altLabels: ['rainy season'] },
  { id: 'desilting', prefLabel: 'أحواض الترسيب', altLabels: ['desilting basins'], broader: ['sand'] },
  { id: 'float-switches', prefLabel: 'مفاتيح العوامة', altLabels: ['float switches'], broader: ['pumps'] },
  { id: 'shift-handover', prefLabel: 'تسليم المناوبة', altLabels: ['shift handover'] },
  { id: 'hydraulics', prefLabel: 'Hydraulics', altLabels: ['accumulator', 'Hydraulik'] },
  { id: 'work-orders', prefLabel: 'Work orders', altLabels: ['Aufträge', 'ordres de travail'] },
  { id: 'sap-pm', prefLabel: 'SAP PM', altLabels: ['IW21', 'IW32', 'notification'] },
  { id: 'spare-parts', prefLabel: 'Spare parts', altLabels: ['Ersatzteile', 'pièces de rechange'] },
  { id: 'safety', prefLabel: 'Safety', altLabels: ['Arbeitssicherheit', 'sécurité'] },
  { id: 'lockout', prefLabel: 'Lockout', altLabels: ['LOTO', 'Freischalten', 'consignation'], broader: ['safety'] },
  { id: 'rope-access', prefLabel: 'Rope access', broader: ['safety'] },
  { id: 'confined-spaces', prefLabel: 'Confined spaces', broader: ['safety'] },
  { id: 'weather', prefLabel: 'Weather windows', altLabels: ['wind limits', 'lightning warning'] },
  { id: 'training', prefLabel: 'Training', altLabels: ['Ausbildung', 'formation', 'apprentices'] },
  { id: 'lehrwerkstatt', prefLabel: 'Lehrwerkstatt', altLabels: ['training workshop'], broader: ['training'] },
  { id: 'abschlusspruefung', prefLabel: 'Abschlussprüfung', altLabels: ['final examination'], broader: ['training'] },
  { id: 'berichtsheft', prefLabel: 'Berichtsheft', altLabels: ['report book'], broader: ['training'] },
  { id: 'tools', prefLabel: 'Tools', altLabels: ['torque', 'Werkzeug'] },
];
