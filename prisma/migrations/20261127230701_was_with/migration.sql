-- Who else was ever with a person through one match. The row of who steps in goes when the match ends, when the colleague says
-- "no longer" or when somebody else is named, and whom a learner goes along with changes; but what happened stays true, and a
-- concern that the person raises later may be about them.
CREATE TABLE "was_with" (
    "match_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "was_with_pkey" PRIMARY KEY ("match_id","account_id")
);

CREATE INDEX "was_with_account_id_idx" ON "was_with"("account_id");

ALTER TABLE "was_with" ADD CONSTRAINT "was_with_match_id_fkey" FOREIGN KEY ("match_id") REFERENCES "match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "was_with" ADD CONSTRAINT "was_with_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By triggers, so that no way of naming somebody can forget it, in whichever module.
CREATE FUNCTION stand_in_was_with() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO was_with (match_id, account_id)
    SELECT NEW.match_id, account_id FROM advocate_profile WHERE id = NEW.stand_in_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER stand_in_was_with AFTER INSERT OR UPDATE OF "stand_in_id" ON "match_stand_in"
    FOR EACH ROW EXECUTE FUNCTION stand_in_was_with();

-- Whoever begins to go along with an advocate is with everybody who is with that advocate.
CREATE FUNCTION beside_was_with() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO was_with (match_id, account_id)
    SELECT id, NEW.account_id FROM match
    WHERE advocate_id = NEW.beside_id AND answered_at IS NOT NULL AND status IN ('PROPOSED', 'ACTIVE', 'PAUSED')
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER beside_was_with AFTER INSERT OR UPDATE OF "beside_id" ON "advocate_profile"
    FOR EACH ROW WHEN (NEW.beside_id IS NOT NULL) EXECUTE FUNCTION beside_was_with();

-- And whoever goes along already is with everybody to whom that advocate says yes.
CREATE FUNCTION match_was_with() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO was_with (match_id, account_id)
    SELECT NEW.id, account_id FROM advocate_profile WHERE beside_id = NEW.advocate_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER match_was_with AFTER INSERT OR UPDATE OF "answered_at", "status" ON "match"
    FOR EACH ROW WHEN (NEW.answered_at IS NOT NULL AND NEW.status IN ('PROPOSED', 'ACTIVE', 'PAUSED'))
    EXECUTE FUNCTION match_was_with();

-- What is known today.
INSERT INTO was_with (match_id, account_id)
SELECT s.match_id, a.account_id FROM match_stand_in s JOIN advocate_profile a ON a.id = s.stand_in_id
UNION
SELECT m.id, a.account_id FROM match m JOIN advocate_profile a ON a.beside_id = m.advocate_id
WHERE m.answered_at IS NOT NULL AND m.status IN ('PROPOSED', 'ACTIVE', 'PAUSED');
