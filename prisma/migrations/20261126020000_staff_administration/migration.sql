-- What a person may approve, in cents: in one payout, and in all of a day in UTC. Null is no limit. `version` grows with
-- every change of role, limits or being disabled.
ALTER TABLE staff
  ADD COLUMN version integer NOT NULL DEFAULT 0,
  ADD COLUMN approve_most_cents bigint CHECK (approve_most_cents > 0),
  ADD COLUMN approve_day_cents bigint CHECK (approve_day_cents > 0);

-- Power changes one at a time: the first lock of whoever changes it.
CREATE FUNCTION lock_staff_power() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('jetdesk staff power', 0))
$$;

CREATE FUNCTION is_active_administrator(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM staff WHERE id = person AND role = 'administrator' AND disabled_at IS NULL)
$$;

-- The same roles as `movesMoney` in the domain; a test holds them together.
CREATE FUNCTION moves_money(role text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT role IN ('operator', 'approver', 'administrator')
$$;

CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_staff_power();
  IF NOT EXISTS (SELECT 1 FROM staff WHERE role = 'administrator' AND disabled_at IS NULL) THEN
    RAISE EXCEPTION 'the last active administrator stays one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER staff_keeps_an_administrator AFTER UPDATE ON staff FOR EACH ROW
  WHEN (OLD.role = 'administrator' AND OLD.disabled_at IS NULL
    AND (NEW.role <> 'administrator' OR NEW.disabled_at IS NOT NULL))
  EXECUTE FUNCTION keep_an_administrator();

-- A change of somebody's power that waits for, or had, the consent of a second administrator.
CREATE TABLE staff_change (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  -- of the person as the proposer saw them
  staff_version integer NOT NULL,
  role_before text NOT NULL,
  most_cents_before bigint,
  day_cents_before bigint,
  role text NOT NULL CHECK (role IN ('viewer', 'support', 'operator', 'approver', 'administrator', 'auditor')),
  most_cents bigint CHECK (most_cents > 0),
  day_cents bigint CHECK (day_cents > 0),
  -- lets a disabled person in again
  enables boolean NOT NULL,
  proposed_by uuid NOT NULL REFERENCES staff (id),
  proposed_at timestamptz(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'consented', 'declined', 'withdrawn')),
  decided_by uuid REFERENCES staff (id),
  decided_at timestamptz(3),
  CHECK ((state = 'waiting') = (decided_by IS NULL) AND (state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT staff_change_is_not_ones_own CHECK (proposed_by <> staff_id),
  CONSTRAINT staff_change_takes_two CHECK (
    state <> 'consented' OR (decided_by <> proposed_by AND decided_by <> staff_id)
  )
);
CREATE UNIQUE INDEX staff_change_one_waiting ON staff_change (staff_id) WHERE state = 'waiting';
CREATE INDEX staff_change_staff_id_idx ON staff_change (staff_id, staff_version);

CREATE FUNCTION follow_staff_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' OR NOT is_active_administrator(NEW.proposed_by) THEN
      RAISE EXCEPTION 'an active administrator proposes a change, and then it waits' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'change % of a person is decided already', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF (to_jsonb(NEW) - '{state,decided_by,decided_at}'::text[]) <> (to_jsonb(OLD) - '{state,decided_by,decided_at}'::text[]) THEN
    RAISE EXCEPTION 'change % of a person is decided on as it was proposed', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'consented' AND NOT (is_active_administrator(NEW.decided_by) AND is_active_administrator(NEW.proposed_by)) THEN
    RAISE EXCEPTION 'a change takes two active administrators' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_change_is_followed BEFORE INSERT OR UPDATE ON staff_change
  FOR EACH ROW EXECUTE FUNCTION follow_staff_change();
CREATE TRIGGER staff_change_stays BEFORE DELETE ON staff_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- While two administrators are there, the power of somebody who moves money, or will, follows a consented change only.
CREATE FUNCTION staff_power_takes_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_staff_power();
  IF (SELECT count(*) FROM staff WHERE role = 'administrator' AND disabled_at IS NULL) >= 2 AND NOT EXISTS (
    SELECT 1 FROM staff_change c
    WHERE c.staff_id = NEW.id AND c.staff_version = OLD.version AND c.state = 'consented' AND NEW.version > OLD.version
      AND c.role = NEW.role AND c.most_cents IS NOT DISTINCT FROM NEW.approve_most_cents
      AND c.day_cents IS NOT DISTINCT FROM NEW.approve_day_cents
      AND (c.enables OR NOT (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL))
  ) THEN
    RAISE EXCEPTION 'the power of % takes the consent of a second administrator', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_power_takes_two BEFORE UPDATE ON staff FOR EACH ROW
  WHEN ((moves_money(OLD.role) OR moves_money(NEW.role)) AND (
    OLD.role <> NEW.role OR OLD.approve_most_cents IS DISTINCT FROM NEW.approve_most_cents
    OR OLD.approve_day_cents IS DISTINCT FROM NEW.approve_day_cents
    OR (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS NULL)))
  EXECUTE FUNCTION staff_power_takes_two();

-- A way in for somebody new. The link's token is never stored, only its SHA-256.
CREATE TABLE staff_invitation (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'support', 'operator', 'approver', 'administrator', 'auditor')),
  most_cents bigint CHECK (most_cents > 0),
  day_cents bigint CHECK (day_cents > 0),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  version integer NOT NULL DEFAULT 0,
  -- null when it was made on the server itself
  invited_by uuid REFERENCES staff (id),
  invited_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  needs_consent boolean NOT NULL,
  consented_by uuid REFERENCES staff (id),
  consented_at timestamptz(3),
  withdrawn_by uuid REFERENCES staff (id),
  withdrawn_at timestamptz(3),
  used_at timestamptz(3),
  staff_id uuid REFERENCES staff (id),
  CHECK ((consented_by IS NULL) = (consented_at IS NULL)),
  CHECK ((used_at IS NULL) = (staff_id IS NULL)),
  CHECK (used_at IS NULL OR withdrawn_at IS NULL),
  CONSTRAINT staff_invitation_takes_two CHECK (
    (NOT needs_consent OR invited_by IS NOT NULL) AND (consented_by IS NULL OR consented_by <> invited_by)
  ),
  CONSTRAINT staff_invitation_waits_for_consent CHECK (used_at IS NULL OR NOT needs_consent OR consented_by IS NOT NULL)
);
CREATE UNIQUE INDEX staff_invitation_one_open ON staff_invitation (email) WHERE used_at IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER staff_invitation_stays BEFORE DELETE ON staff_invitation
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a person has approved since the start of a day.
CREATE INDEX payout_checker_idx ON payout (checker_id, decided_at) WHERE checker_id IS NOT NULL;
