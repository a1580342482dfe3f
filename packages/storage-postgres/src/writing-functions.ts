import type { SchemaName } from './sql.js';

/**
 * What writes stands in the database, so that a transaction costs one round trip and the lock of its
 * partition is never held while the network is slow. Every function first locks the row of the
 * partition: commits of a partition are numbered in the order in which they become visible, so a
 * reader of the feed never sees a later number before an earlier one.
 *
 * Rows are looked up one by one and by their whole key: a join would leave it to statistics, which lag
 * behind when a store fills, whether the planner reads a whole partition instead.
 */
export const writingFunctions = (schema: SchemaName): string => `
-- Writes commits of one partition in their order, each on its own: one whose expectations do not hold
-- leaves no trace. The operations of all commits stand in the same arrays; those of commit i end at
-- place expects[i], puts[i], entries[i] and deletes[i]. Answers for each commit with its number, or
-- with the documents that it expected as they stand: [number, body] or null.
CREATE FUNCTION ${schema}.write_commits(
  the_partition text, written_at timestamptz,
  expects int[], expect_collections text[], expect_ids text[], expect_revs text[],
  puts int[], put_collections text[], put_ids text[], put_keys text[], put_bodies text[],
  entries int[], entry_collections text[], entry_ids text[], entry_indexes text[], entry_keys text[],
  deletes int[], delete_collections text[], delete_ids text[]
) RETURNS TABLE (partition_epoch text, commit_number bigint, conflict json)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  last_head bigint;
  written int := 0;
  from_expect int; to_expect int := 0;
  from_put int; to_put int := 0;
  from_entry int; to_entry int := 0;
  from_delete int; to_delete int := 0;
  all_new boolean;
  gone record;
BEGIN
  -- An acknowledged commit must be on the disk, whatever is usual in this database.
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  -- In case the partition begins with these commits. Its epoch stands in every document, so it is short.
  INSERT INTO ${schema}.partitions AS p (partition, epoch, head)
  VALUES (the_partition, right(gen_random_uuid()::text, 12), cardinality(puts))
  ON CONFLICT (partition) DO UPDATE SET head = p.head + cardinality(puts)
  RETURNING p.epoch, p.head - cardinality(puts) INTO partition_epoch, last_head;

  FOR i IN 1 .. cardinality(puts) LOOP
    from_expect := to_expect + 1; to_expect := expects[i];
    from_put := to_put + 1; to_put := puts[i];
    from_entry := to_entry + 1; to_entry := entries[i];
    from_delete := to_delete + 1; to_delete := deletes[i];
    commit_number := NULL;
    conflict := NULL;

    IF from_expect <= to_expect AND EXISTS (
      SELECT FROM unnest(
        expect_collections[from_expect:to_expect], expect_ids[from_expect:to_expect], expect_revs[from_expect:to_expect]
      ) AS x (collection, id, rev)
      WHERE x.rev IS DISTINCT FROM (
        SELECT partition_epoch || '.' || d.commit_no FROM ${schema}.docs d
        WHERE d.partition = the_partition AND d.collection = x.collection AND d.id = x.id AND d.body IS NOT NULL
      )
    ) THEN
      SELECT json_agg((
        SELECT json_build_array(d.commit_no, d.body) FROM ${schema}.docs d
        WHERE d.partition = the_partition AND d.collection = x.collection AND d.id = x.id AND d.body IS NOT NULL
      ) ORDER BY x.place)
      INTO conflict
      FROM unnest(expect_collections[from_expect:to_expect], expect_ids[from_expect:to_expect])
        WITH ORDINALITY AS x (collection, id, place);
      RETURN NEXT;
      CONTINUE;
    END IF;

    written := written + 1;
    commit_number := last_head + written;

    -- Most documents are new. What cannot meet another row is spared looking for it twice.
    all_new := NOT EXISTS (
      SELECT FROM unnest(put_collections[from_put:to_put], put_ids[from_put:to_put]) AS x (collection, id)
      WHERE EXISTS (
        SELECT FROM ${schema}.docs d
        WHERE d.partition = the_partition AND d.collection = x.collection AND d.id = x.id OFFSET 0
      )
    );
    IF all_new THEN
      WITH new_docs AS (
        INSERT INTO ${schema}.docs (partition, collection, id, epoch, commit_no, keys, body)
        SELECT the_partition, x.collection, x.id, partition_epoch, commit_number, x.keys, x.body::json
        FROM unnest(
          put_collections[from_put:to_put], put_ids[from_put:to_put], put_keys[from_put:to_put], put_bodies[from_put:to_put]
        ) AS x (collection, id, keys, body)
      )
      INSERT INTO ${schema}.entries (partition, index_name, key, collection, id)
      SELECT the_partition, x.index_name, x.key, x.collection, x.id
      FROM unnest(
        entry_indexes[from_entry:to_entry], entry_keys[from_entry:to_entry],
        entry_collections[from_entry:to_entry], entry_ids[from_entry:to_entry]
      ) AS x (index_name, key, collection, id);
    END IF;

    IF NOT all_new OR from_delete <= to_delete THEN
      FOR gone IN
        SELECT x.collection, x.id, k ->> 0 AS index_name, k ->> 1 AS key
        FROM (
          SELECT w.collection, w.id, w.keys, (
            SELECT d.keys FROM ${schema}.docs d
            WHERE d.partition = the_partition AND d.collection = w.collection AND d.id = w.id
          ) AS former_keys
          FROM (
            SELECT * FROM unnest(put_collections[from_put:to_put], put_ids[from_put:to_put], put_keys[from_put:to_put])
            UNION ALL
            SELECT *, '[]' FROM unnest(delete_collections[from_delete:to_delete], delete_ids[from_delete:to_delete])
          ) AS w (collection, id, keys)
          OFFSET 0
        ) x
        CROSS JOIN json_array_elements(CASE WHEN x.former_keys <> x.keys THEN x.former_keys::json END) k
        WHERE NOT EXISTS (
          SELECT FROM json_array_elements(x.keys::json) kept WHERE kept ->> 0 = k ->> 0 AND kept ->> 1 = k ->> 1
        )
      LOOP
        DELETE FROM ${schema}.entries e
        WHERE e.partition = the_partition AND e.index_name = gone.index_name AND e.key = gone.key
          AND e.collection = gone.collection AND e.id = gone.id;
      END LOOP;
    END IF;

    IF NOT all_new THEN
      INSERT INTO ${schema}.docs (partition, collection, id, epoch, commit_no, keys, body)
      SELECT the_partition, x.collection, x.id, partition_epoch, commit_number, x.keys, x.body::json
      FROM unnest(
        put_collections[from_put:to_put], put_ids[from_put:to_put], put_keys[from_put:to_put], put_bodies[from_put:to_put]
      ) AS x (collection, id, keys, body)
      ON CONFLICT (partition, collection, id) DO UPDATE
        SET commit_no = excluded.commit_no, keys = excluded.keys, body = excluded.body, deleted_at = NULL;
    END IF;

    IF NOT all_new AND from_entry <= to_entry THEN
      INSERT INTO ${schema}.entries (partition, index_name, key, collection, id)
      SELECT the_partition, x.index_name, x.key, x.collection, x.id
      FROM unnest(
        entry_indexes[from_entry:to_entry], entry_keys[from_entry:to_entry],
        entry_collections[from_entry:to_entry], entry_ids[from_entry:to_entry]
      ) AS x (index_name, key, collection, id)
      ON CONFLICT DO NOTHING;
    END IF;

    FOR place IN from_delete .. to_delete LOOP
      UPDATE ${schema}.docs d SET commit_no = commit_number, keys = '[]', body = NULL, deleted_at = written_at
      WHERE d.partition = the_partition AND d.collection = delete_collections[place] AND d.id = delete_ids[place]
        AND d.body IS NOT NULL;
    END LOOP;
    RETURN NEXT;
  END LOOP;

  IF last_head + written = 0 THEN
    DELETE FROM ${schema}.partitions p WHERE p.partition = the_partition;
  ELSIF written < cardinality(puts) THEN
    UPDATE ${schema}.partitions p SET head = last_head + written WHERE p.partition = the_partition;
  END IF;
END $$;

-- Forgets the tombstones before a time, and remembers up to where the feed is no longer whole.
CREATE FUNCTION ${schema}.forget_tombstones(the_partition text, before timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ${schema}.partitions p WHERE p.partition = the_partition FOR UPDATE;
  WITH forgotten AS (
    DELETE FROM ${schema}.docs d WHERE d.partition = the_partition AND d.deleted_at < before RETURNING d.commit_no
  ), newest AS (
    SELECT max(commit_no) AS commit_no FROM forgotten
  )
  UPDATE ${schema}.partitions p SET floor = greatest(p.floor, newest.commit_no)
  FROM newest WHERE p.partition = the_partition AND newest.commit_no IS NOT NULL;
END $$;

-- Removes a partition with everything in it; false when there was none.
CREATE FUNCTION ${schema}.purge_partition(the_partition text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  existed boolean;
BEGIN
  DELETE FROM ${schema}.partitions p WHERE p.partition = the_partition;
  existed := FOUND;
  DELETE FROM ${schema}.entries e WHERE e.partition = the_partition;
  DELETE FROM ${schema}.docs d WHERE d.partition = the_partition;
  RETURN existed;
END $$;
`;
