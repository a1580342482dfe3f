/** A column of a view: what it is called, where it comes from and what it says. */
export interface ViewColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'json';
  /** `id` is the document's, `partition` what follows the view's `partitionPrefix`; else a path in the body. */
  readonly from: 'id' | 'partition' | readonly [string, ...string[]];
  readonly about: string;
}

/** The documents of a collection as rows, for people who ask in SQL. copkit itself never reads them. */
export interface View {
  readonly name: string;
  readonly about: string;
  readonly collection: string;
  /** Documents of partitions whose names begin with it. */
  readonly partitionPrefix: string;
  readonly columns: readonly ViewColumn[];
}
