-- The audit trail as a chain. Each entry gets a link: its place, and the digest of itself and of the link before it.
-- lib/db/audit/digest.ts computes the same digests without asking the database; the two are changed together or not at all.

ALTER TABLE audit_entry
  -- From where it was done. Null where no request asked for it.
  ADD COLUMN address text,
  ADD COLUMN device text,
  -- Keys the digest of what may have to be erased, so that nobody can guess it back. Erased together with it.
  ADD COLUMN salt bytea DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

CREATE INDEX audit_entry_at_idx ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_actor_idx ON audit_entry (actor_id, at DESC, id DESC);
CREATE INDEX audit_entry_actor_kind_idx ON audit_entry (actor_kind, at DESC, id DESC);
CREATE INDEX audit_entry_deed_idx ON audit_entry (deed, at DESC, id DESC);
CREATE INDEX audit_entry_refused_idx ON audit_entry (at DESC, id DESC) WHERE outcome = 'refused';

CREATE TABLE audit_link (
  number bigint PRIMARY KEY CHECK (number > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES audit_entry (id),
  -- Of what may be erased: reason, before, after, address and device, with the salt.
  detail_digest bytea NOT NULL CHECK (length(detail_digest) = 32),
  -- Of all the rest of the entry, and the digest above.
  entry_digest bytea NOT NULL CHECK (length(entry_digest) = 32),
  -- The digest of the link before; 32 zero bytes for the first.
  previous bytea NOT NULL CHECK (length(previous) = 32),
  -- Of the number, the entry's digest and the previous one.
  digest bytea NOT NULL CHECK (length(digest) = 32)
);
CREATE TRIGGER audit_link_is_append_only BEFORE UPDATE OR DELETE ON audit_link
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_is_never_emptied BEFORE TRUNCATE ON audit_link
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The end of the chain. Its lock is the last one that a transaction takes.
CREATE TABLE audit_head (
  id smallint PRIMARY KEY CHECK (id = 1),
  number bigint NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32)
) WITH (fillfactor = 10);
INSERT INTO audit_head VALUES (1, 0, decode(repeat('00', 32), 'hex'));
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_is_never_emptied BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One part of what is hashed: a zero byte for null, else a one, the length in bytes, and the bytes. No two lists of parts
-- look alike.
CREATE FUNCTION audit_part(part bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN part IS NULL THEN '\x00'::bytea ELSE '\x01'::bytea || int8send(length(part)) || part END $$;
CREATE FUNCTION audit_part(part text) RETURNS bytea LANGUAGE sql STABLE AS
  $$ SELECT audit_part(convert_to(part, 'UTF8')) $$;

-- In PL/pgSQL, which keeps its plans: an SQL function of this size is planned anew at every call.
CREATE FUNCTION audit_detail_digest(e audit_entry) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN sha256(audit_part('jetdesk audit detail 1') || audit_part(e.salt) || audit_part(e.reason)
    || audit_part(e.before::text) || audit_part(e.after::text) || audit_part(e.address) || audit_part(e.device));
END $$;
CREATE FUNCTION audit_entry_digest(e audit_entry, detail bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN sha256(audit_part('jetdesk audit entry 1') || audit_part(e.id::text)
    || audit_part((extract(epoch FROM e.at) * 1000000)::bigint::text)
    || audit_part(e.actor_kind) || audit_part(e.actor_id::text) || audit_part(e.deed)
    || audit_part(e.subject_kind) || audit_part(e.subject_id) || audit_part(e.outcome) || audit_part(e.request_id)
    || audit_part(detail));
END $$;
CREATE FUNCTION audit_link_digest(number bigint, entry bytea, previous bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN sha256(audit_part('jetdesk audit link 1') || audit_part(number::text) || audit_part(entry) || audit_part(previous));
END $$;

-- Runs when its transaction is about to commit and every other lock has been taken, so that two writers cannot wait for
-- each other here. Under the owner's rights: whoever may add an entry need not be able to touch the chain.
CREATE FUNCTION append_audit_link() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  detail bytea;
  entry bytea;
  head audit_head;
  own bytea;
BEGIN
  IF NEW.salt IS NULL THEN
    RAISE EXCEPTION 'an entry of audit_entry needs a salt';
  END IF;
  detail := audit_detail_digest(NEW);
  entry := audit_entry_digest(NEW, detail);
  SELECT * INTO STRICT head FROM audit_head WHERE id = 1 FOR UPDATE;
  own := audit_link_digest(head.number + 1, entry, head.digest);
  INSERT INTO audit_link VALUES (head.number + 1, NEW.id, detail, entry, head.digest, own);
  UPDATE audit_head SET number = head.number + 1, digest = own WHERE id = 1;
  RETURN NULL;
END $$;

-- What was written before there was a chain, in the order of its ids.
DO $$
DECLARE
  e audit_entry;
  head audit_head;
  detail bytea;
  entry bytea;
  own bytea;
BEGIN
  SELECT * INTO STRICT head FROM audit_head;
  FOR e IN SELECT * FROM audit_entry ORDER BY id LOOP
    detail := audit_detail_digest(e);
    entry := audit_entry_digest(e, detail);
    own := audit_link_digest(head.number + 1, entry, head.digest);
    INSERT INTO audit_link VALUES (head.number + 1, e.id, detail, entry, head.digest, own);
    head.number := head.number + 1;
    head.digest := own;
  END LOOP;
  UPDATE audit_head SET number = head.number, digest = head.digest;
END $$;

CREATE CONSTRAINT TRIGGER audit_entry_is_linked AFTER INSERT ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION append_audit_link();

-- An entry may lose what is personal in it, all at once and with its salt, when the transaction says so in an entry of
-- its own. Nothing else about it ever changes.
CREATE FUNCTION only_erase_audit_detail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.salt IS NOT NULL
    OR (NEW.id, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.deed, NEW.subject_kind, NEW.subject_id, NEW.outcome, NEW.request_id)
      IS DISTINCT FROM
      (OLD.id, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.deed, OLD.subject_kind, OLD.subject_id, OLD.outcome, OLD.request_id)
    OR num_nonnulls(NEW.reason, NEW.before, NEW.after, NEW.address, NEW.device) > 0 THEN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION erasure_is_recorded() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_entry WHERE subject_kind = 'audit_entry' AND subject_id = OLD.id::text
    AND deed = 'audit.erase' AND outcome = 'done') THEN
    RAISE EXCEPTION 'entry % of % is erased by nobody: rows are never changed without an entry that says so', OLD.id, TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER audit_entry_is_append_only ON audit_entry;
CREATE TRIGGER audit_entry_is_append_only BEFORE DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_only_erased BEFORE UPDATE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION only_erase_audit_detail();
CREATE CONSTRAINT TRIGGER audit_entry_erasure_is_recorded AFTER UPDATE ON audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION erasure_is_recorded();
