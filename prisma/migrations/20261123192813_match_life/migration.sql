-- The life of a match: agreeing first, looking again, pauses, endings, stand-ins.

CREATE TYPE match_party AS ENUM ('PERSON', 'ADVOCATE', 'COORDINATOR');
CREATE TYPE agreed_how AS ENUM ('ONLINE', 'READ_OUT');
CREATE TYPE review_outcome AS ENUM ('GO_ON', 'CHANGE', 'END_WELL');

ALTER TYPE request_event_kind ADD VALUE 'AGREEMENT_PROPOSED';
ALTER TYPE request_event_kind ADD VALUE 'AGREEMENT_READ_OUT';
ALTER TYPE request_event_kind ADD VALUE 'AGREEMENT_OBJECTED';
ALTER TYPE request_event_kind ADD VALUE 'AGREED';
ALTER TYPE request_event_kind ADD VALUE 'MATCH_PAUSED';
ALTER TYPE request_event_kind ADD VALUE 'MATCH_RESUMED';
ALTER TYPE request_event_kind ADD VALUE 'MATCH_ENDED';
ALTER TYPE request_event_kind ADD VALUE 'FINISHED';
ALTER TYPE request_event_kind ADD VALUE 'SOMEBODY_ELSE';
ALTER TYPE request_event_kind ADD VALUE 'REVIEWED';
ALTER TYPE request_event_kind ADD VALUE 'STAND_IN_CAME';
ALTER TYPE request_event_kind ADD VALUE 'STAND_IN_WENT';

ALTER TABLE peer_request
  ADD COLUMN low_at        timestamptz(3),
  ADD COLUMN low_seen_at   timestamptz(3),
  ADD COLUMN again_with_id uuid REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE SET NULL;

ALTER TABLE match
  ADD COLUMN agreed_at    timestamptz(3),
  ADD COLUMN paused_by    match_party,
  ADD COLUMN ended_by     match_party,
  ADD COLUMN is_not_again boolean NOT NULL DEFAULT false,
  ADD COLUMN rathers_wait boolean NOT NULL DEFAULT false,
  ADD COLUMN goodbye      bytea,
  ADD COLUMN why_stopped  bytea,
  ADD COLUMN good_words   bytea;

-- Who is together already stays together.
UPDATE match
   SET agreed_at = coalesce(answered_at, proposed_at),
       review_on = coalesce(review_on, current_date + 56)
 WHERE status IN ('ACTIVE', 'PAUSED');
-- A pause belongs to the person: until now nobody else could make one.
UPDATE match SET paused_by = 'PERSON' WHERE status = 'PAUSED';

-- No match is active without a day to look again (S36).
ALTER TABLE match ADD CONSTRAINT match_active_has_review CHECK (status <> 'ACTIVE' OR review_on IS NOT NULL);

CREATE TABLE match_agreement (
  id                 uuid PRIMARY KEY,
  match_id           uuid NOT NULL REFERENCES match (id) ON UPDATE CASCADE ON DELETE CASCADE,
  number             integer NOT NULL,
  wording            text NOT NULL,
  body               bytea,
  review_on          date NOT NULL,
  proposed_by        match_party NOT NULL,
  proposed_at        timestamptz(3) NOT NULL,
  advocate_agreed_at timestamptz(3),
  person_agreed_at   timestamptz(3),
  person_agreed_how  agreed_how,
  agreed_at          timestamptz(3),
  objected_at        timestamptz(3)
);
CREATE UNIQUE INDEX match_agreement_match_id_number_key ON match_agreement (match_id, number);

CREATE TABLE meeting_card (
  match_id uuid NOT NULL REFERENCES match (id) ON UPDATE CASCADE ON DELETE CASCADE,
  side     match_party NOT NULL,
  body     bytea,
  saved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (match_id, side)
);

CREATE TABLE match_review (
  id       uuid PRIMARY KEY,
  match_id uuid NOT NULL REFERENCES match (id) ON UPDATE CASCADE ON DELETE CASCADE,
  at       timestamptz(3) NOT NULL,
  side     match_party NOT NULL,
  outcome  review_outcome NOT NULL,
  next_on  date,
  without  bytea
);
CREATE INDEX match_review_match_id_at_idx ON match_review (match_id, at);

CREATE TABLE stand_in_ask (
  advocate_id uuid PRIMARY KEY REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  stand_in_id uuid NOT NULL REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  asked_at    timestamptz(3) NOT NULL,
  declined_at timestamptz(3)
);
CREATE INDEX stand_in_ask_stand_in_id_idx ON stand_in_ask (stand_in_id);

CREATE TABLE match_stand_in (
  match_id    uuid PRIMARY KEY REFERENCES match (id) ON UPDATE CASCADE ON DELETE CASCADE,
  stand_in_id uuid NOT NULL REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  since_at    timestamptz(3) NOT NULL,
  until_on    date
);
CREATE INDEX match_stand_in_stand_in_id_idx ON match_stand_in (stand_in_id);
