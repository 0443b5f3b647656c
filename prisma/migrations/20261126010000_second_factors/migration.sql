-- What a person proves with besides the password. An authenticator app counts once a code of it was typed.
CREATE TABLE factor (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  kind text NOT NULL CHECK (kind IN ('totp')),
  -- Sealed with a key that is not in the database.
  secret text NOT NULL CHECK (secret ~ '^v1\.'),
  created_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  -- The time step of the last code that was taken: no code of it or before it is taken again.
  last_step bigint,
  last_used_at timestamptz(3)
);
CREATE UNIQUE INDEX factor_one_authenticator ON factor (staff_id) WHERE kind = 'totp';

-- Kept as hashes; each is taken once.
CREATE TABLE recovery_code (
  staff_id uuid NOT NULL REFERENCES staff (id),
  hash text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (staff_id, hash)
);

ALTER TABLE staff_session
  -- When who is signed in here last proved it; null before this was kept.
  ADD COLUMN proved_at timestamptz(3),
  -- What was approved here since then, in cents.
  ADD COLUMN approved_cents bigint NOT NULL DEFAULT 0 CHECK (approved_cents >= 0);
