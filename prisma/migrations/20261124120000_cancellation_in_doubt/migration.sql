ALTER TABLE collection
  -- Somebody asked Jetpay to cancel it, and no answer was a sure no: nothing more is sent for it.
  ADD COLUMN cancel_asked_at timestamptz(3),
  -- What became of the unpaid debit that a refused payment left at Jetpay.
  ADD COLUMN withdrawal text CHECK (withdrawal IN ('withdrawn', 'still_open'));
-- It was told by its words alone before.
UPDATE collection SET withdrawal = CASE
    WHEN problem LIKE '%The debit behind it was withdrawn, so nobody can pay it.' THEN 'withdrawn'
    WHEN problem LIKE '%The debit behind it could not be withdrawn; nobody was given its link.' THEN 'still_open'
  END
  WHERE state = 'refused' AND transaction_id IS NOT NULL;
CREATE INDEX collection_to_withdraw_idx ON collection (id)
  WHERE state = 'refused' AND transaction_id IS NOT NULL AND withdrawal IS NULL;

ALTER TABLE event ADD CHECK (raw_at >= 0 AND raw_bytes > 0);

-- Makes the failure list and the totals anew from the tables they follow. What is written while it runs waits. Tables are
-- locked in the order in which their triggers lock rows: a bank account before its contact.
CREATE OR REPLACE FUNCTION recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE transaction, payout, collection, bank_account, contact, card IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM failure;
  DELETE FROM rollup_delta;
  DELETE FROM rollup_day;
  PERFORM refresh_failed_transactions((SELECT array_agg(id) FROM transaction WHERE progress = 'failed'));
  PERFORM refresh_unsent_payouts((SELECT array_agg(id) FROM payout WHERE state IN ('refused', 'unknown')));
  PERFORM refresh_unsent_collections(
    (SELECT array_agg(id) FROM collection WHERE state IN ('refused', 'unknown', 'declined')));
  PERFORM put_failures(array_agg(ROW(u.id::text, coalesce(a.finished_at, u.at), 'unknown', u.subject, NULL, NULL, u.contact_id,
      NULL, NULL, NULL, NULL, NULL, NULL, u.problem, false, lower(k.name))::failure))
  FROM (
    SELECT id, 'contact' AS subject, id AS contact_id, problem, created_at AS at FROM contact WHERE state = 'unknown'
    UNION ALL SELECT id, 'bank_account', contact_id, problem, added_at FROM bank_account WHERE state = 'unknown'
    UNION ALL SELECT id, 'card', contact_id, problem, asked_at FROM card WHERE state = 'unknown'
  ) u
  JOIN contact k ON k.id = u.contact_id
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = u.subject AND intent_id = u.id ORDER BY id DESC LIMIT 1
  ) a ON true;
  DELETE FROM rollup_delta;
  INSERT INTO rollup_day (day, direction, kind, reason, n, cents)
  SELECT (completed_at AT TIME ZONE 'UTC')::date, direction, 'completed', '', count(*), coalesce(sum(amount_cents), 0)
  FROM transaction WHERE completed_at IS NOT NULL GROUP BY 1, 2
  UNION ALL
  SELECT (at AT TIME ZONE 'UTC')::date, coalesce(direction, ''), kind, coalesce(reason, ''), count(*), coalesce(sum(amount_cents), 0)
  FROM failure GROUP BY 1, 2, 3, 4;
END $$;
