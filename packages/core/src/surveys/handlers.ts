export { defineInstrument, instrumentView, listInstruments } from './instruments.js';
export { getAcross, release, resultView } from './releasing.js';
export { cancel, close, listWaves, open, plan, respond, waveView } from './waves.js';
