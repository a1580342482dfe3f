import type { ImportProgress } from '@copkit/importers';
import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

export interface Progress {
  show(progress: ImportProgress): void;
  end(): void;
}

/** A bar for a person, a line per step and per tenth of the work for a log. */
export function progressOn(terminal: Terminal): Progress {
  return terminal.interactive ? bar() : lines(terminal);
}

function bar(): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {step}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
  });
  let begun = false;
  return {
    show({ step, done, total }) {
      if (!begun) bar.start(total, done, { step });
      else bar.update(done, { step });
      begun = true;
    },
    end: () => bar.stop(),
  };
}

function lines(terminal: Terminal): Progress {
  let last = '';
  return {
    show({ step, done, total }) {
      const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
      const line = `${String(tenth * 10).padStart(3)} %  ${step}`;
      if (line !== last) terminal.err(line);
      last = line;
    },
    end: () => {},
  };
}
