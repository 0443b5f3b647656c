/** Everything the sandbox remembers. `recorded_at` is the real clock; every other time is the sandbox's own. */
export const SCHEMA = `
create schema if not exists sandbox;

create table if not exists sandbox.meta (
  one_row boolean primary key default true check (one_row),
  virtual_now timestamptz,
  last_event_id bigint not null default 1000,
  held boolean not null default false,
  variants jsonb not null default '{}'
);
insert into sandbox.meta default values on conflict do nothing;

create table if not exists sandbox.keys (
  kid text primary key,
  private_jwk jsonb not null,
  public_jwk jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
alter table sandbox.keys add column if not exists withdrawn_at timestamptz;

create table if not exists sandbox.contacts (
  id uuid primary key,
  email text not null,
  name text not null,
  tags jsonb not null default '[]',
  language text not null default 'en',
  created_at timestamptz not null
);

create table if not exists sandbox.bank_accounts (
  id uuid primary key,
  contact_id uuid not null references sandbox.contacts,
  institution_number text not null,
  transit_number text not null,
  account_number text not null,
  holder_name text not null,
  details jsonb not null,
  created_at timestamptz not null
);

create table if not exists sandbox.cards (
  id uuid primary key,
  contact_id uuid not null references sandbox.contacts,
  token text not null unique,
  state text not null check (state in ('pending', 'active', 'failed')),
  brand text,
  last_four text check (last_four ~ '^[0-9]{4}$'),
  charge_result text,
  fail_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table if not exists sandbox.transactions (
  id uuid primary key,
  direction text not null check (direction in ('debit', 'credit')),
  amount bigint not null check (amount > 0),
  statement text not null,
  note text,
  contact_id uuid references sandbox.contacts,
  contact_name text not null,
  contact_email text not null,
  merchant_account uuid not null,
  bank_account_id uuid references sandbox.bank_accounts,
  has_link boolean not null,
  state text not null,
  fail_reason text,
  fail_direction text,
  method text check (method in ('card', 'bank')),
  account_number text,
  card_result text,
  mandate_name text,
  next_step text,
  due_at timestamptz,
  origin text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
alter table sandbox.transactions add column if not exists card_id uuid references sandbox.cards;
alter table sandbox.transactions add column if not exists fate jsonb;
create index if not exists transactions_due on sandbox.transactions (due_at) where due_at is not null;
create index if not exists transactions_recent on sandbox.transactions (created_at desc, id);

create table if not exists sandbox.ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  transaction_id uuid not null references sandbox.transactions,
  kind text not null
    check (kind in ('created', 'pulled', 'pushed', 'completed', 'failed', 'returned', 'cancelled')),
  amount bigint not null,
  direction text not null,
  contact text not null,
  note text
);
create index if not exists ledger_transaction on sandbox.ledger (transaction_id, id);

create or replace function sandbox.refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'the ledger is append-only'; end $$;
create or replace trigger ledger_append_only before update or delete on sandbox.ledger
  for each row execute function sandbox.refuse_change();

create table if not exists sandbox.events (
  id bigint primary key,
  created_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  type text not null,
  data text not null,
  override text,
  transaction_id uuid
);
create index if not exists events_transaction on sandbox.events (transaction_id, id);
create index if not exists events_created on sandbox.events (created_at);

create table if not exists sandbox.webhooks (
  id bigint generated always as identity (start with 101) primary key,
  identifier uuid not null unique,
  callback_url text not null unique,
  callback_api_key text,
  state text not null default 'active',
  max_batch_size int not null,
  max_wait_seconds int not null,
  cursor bigint not null,
  last_sent_event_id bigint,
  batch bigint[],
  attempts int not null default 0,
  next_try_at timestamptz,
  generation int not null default 0,
  recorded_at timestamptz not null default clock_timestamp()
);

alter table sandbox.webhooks add column if not exists skipped bigint[] not null default '{}';

create table if not exists sandbox.deliveries (
  id bigint generated always as identity primary key,
  recorded_at timestamptz not null default clock_timestamp(),
  webhook_id bigint not null,
  event_ids bigint[] not null,
  attempt int not null,
  status int,
  problem text,
  duration_ms int not null
);

create table if not exists sandbox.faults (
  id int primary key,
  rule jsonb not null,
  seen int not null default 0,
  hits int not null default 0
);
create index if not exists deliveries_events on sandbox.deliveries using gin (event_ids);
`;

export const RESET = `
truncate sandbox.ledger, sandbox.events, sandbox.deliveries, sandbox.faults,
  sandbox.transactions, sandbox.cards, sandbox.bank_accounts, sandbox.contacts;
update sandbox.meta set virtual_now = null, held = false, variants = '{}';
`;
