export { ImportError, type ImportErrorCode } from './import-error.js';
export { type ImportPeople, importPeople, type PeopleReport } from './people/import-people.js';
export type { ImportedKind, ImportFault, ImportReport, OutcomeCounts } from './report.js';
export { type ImportSeries, importSeries, type SeriesDefinition, type SeriesReport } from './series/import-series.js';
export type { ImportProgress } from './stackexchange/dump.js';
export { type ImportStackExchange, importStackExchange } from './stackexchange/import.js';
export { type ImportUnits, importUnits, type UnitsReport } from './units/import-units.js';
