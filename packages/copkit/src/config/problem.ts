import { UsageFailure } from '../failure.js';

/** Something that is wrong with the configuration. */
export interface Problem {
  /** Where it was said, such as `copkit.json:12` or `COPKIT_PORT`; with the key where that does not name it. */
  readonly origin: string;
  readonly message: string;
}

/** The configuration cannot be used. */
export class ConfigFailure extends UsageFailure {
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map(({ origin, message }) => `${origin} ${message}`);
    super(
      lines.length === 1
        ? (lines[0] ?? '')
        : `the configuration is wrong:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}
