import { importSeries, type SeriesDefinition } from '@copkit/importers';
import { communityOf } from '../community.js';
import { EXIT, UsageFailure } from '../failure.js';
import { withStore } from '../store.js';
import type { Terminal } from '../terminal.js';

interface SeriesOptions {
  readonly data: string;
  readonly json?: boolean;
  readonly community: string;
  readonly series: string;
  readonly measure?: SeriesDefinition['measure'];
  readonly every?: SeriesDefinition['every'];
  readonly numerator?: string;
  readonly denominator?: string;
  readonly better?: 'lower' | 'higher';
  readonly source?: string;
}

export async function series(file: string, options: SeriesOptions, terminal: Terminal): Promise<number> {
  const definition = definitionIn(options);
  const report = await withStore({ file: options.data, create: false }, terminal, async (cop) => {
    const communityId = await communityOf(cop, options.community);
    return importSeries({ cop, communityId, file, name: options.series, ...(definition ? { definition } : {}) });
  });
  const { created, updated, unchanged } = report;
  terminal.out(
    options.json ? JSON.stringify(report, null, 2) : `${created} rows new, ${updated} updated, ${unchanged} unchanged`,
  );
  return EXIT.ok;
}

function definitionIn(options: SeriesOptions): SeriesDefinition | null {
  const { measure, every, numerator, denominator, better, source } = options;
  const said = [measure, every, numerator, denominator, better, source].some((each) => each !== undefined);
  if (!said) return null;
  if (measure === undefined || every === undefined || numerator === undefined || source === undefined) {
    throw new UsageFailure('--measure, --every, --numerator and --source are needed together.');
  }
  return { measure, every, numerator, source, ...(denominator ? { denominator } : {}), ...(better ? { better } : {}) };
}
