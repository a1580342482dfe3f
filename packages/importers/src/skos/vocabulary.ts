const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const SKOS_XL = 'http://www.w3.org/2008/05/skos-xl#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** The terms of SKOS and SKOS-XL that are read. (W3C, SKOS Reference, 2009.) */
export const skos = {
  type: `${RDF}type`,
  value: `${RDF}value`,
  Concept: `${SKOS}Concept`,
  prefLabel: `${SKOS}prefLabel`,
  altLabel: `${SKOS}altLabel`,
  definition: `${SKOS}definition`,
  broader: `${SKOS}broader`,
  narrower: `${SKOS}narrower`,
  exactMatch: `${SKOS}exactMatch`,
  xlPrefLabel: `${SKOS_XL}prefLabel`,
  xlAltLabel: `${SKOS_XL}altLabel`,
  literalForm: `${SKOS_XL}literalForm`,
  deprecated: 'http://www.w3.org/2002/07/owl#deprecated',
} as const;
