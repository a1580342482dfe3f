import type { EvolvingStorage } from './evolution/evolving.js';
import type { Experts } from './experts/service.js';
import type { Fields } from './extension/fields.js';
import type { RandomBytes } from './identity/ids.js';
import type { Subject } from './inbox/subjects.js';
import type { StoreCheck } from './integrity/api.js';
import type { Hub } from './live/hub.js';
import type { MetricPart } from './metrics/part.js';
import type { CallByName } from './operations/callable.js';
import type { Operation } from './operations/operation.js';
import type { Outbox } from './operations/outbox.js';
import type { Writers } from './operations/writer.js';
import type { PeopleDirectory } from './people/directory.js';
import type { SearchService } from './search/service.js';
import type { Collection } from './store/collection.js';
import type { Renderer } from './threads/renderer.js';
import type { TopicScheme } from './topics/scheme.js';
import type { UsageCounter } from './usage/counter.js';

/** The parts of one running copkit, for its operations. */
export interface Kit {
  readonly storage: EvolvingStorage;
  readonly now: () => string;
  /** By which figures are cut, an IANA name. */
  readonly timeZone: string;
  readonly random: RandomBytes | undefined;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly collections: ReadonlyMap<string, Collection<unknown>>;
  readonly metrics: readonly MetricPart[];
  readonly writers: Writers;
  readonly outbox: Outbox;
  readonly hub: Hub;
  readonly people: PeopleDirectory;
  readonly topics: TopicScheme;
  readonly search: SearchService;
  readonly experts: Experts;
  readonly usage: UsageCounter;
  readonly renderer: Renderer;
  /** What inbox entries lead to besides copkit's own. */
  readonly subjects: readonly Subject[];
  readonly fields: Fields;
  /** For effects: calls an operation as a job does. */
  readonly callAsSystem: CallByName;
  /** Of extensions. */
  readonly checks: readonly ((partition: string) => StoreCheck)[];
  /** Where faults go that no caller is waiting for. */
  readonly onError: (error: unknown) => void;
}
