-- Looking after a team: stages, readiness, supervision, time away; invitations; applications to become an advocate.

ALTER TABLE advocate_profile
  ADD COLUMN beside_id uuid REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE SET NULL;
CREATE INDEX advocate_profile_beside_id_idx ON advocate_profile (beside_id);

CREATE TABLE stage_change (
  id            uuid PRIMARY KEY,
  advocate_id   uuid NOT NULL REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  from_stage    advocate_stage NOT NULL,
  to_stage      advocate_stage NOT NULL,
  at            timestamptz(3) NOT NULL,
  decided_by_id uuid
);
CREATE INDEX stage_change_advocate_id_at_idx ON stage_change (advocate_id, at);

-- Days and names only. Nobody's health is written down here, nor anywhere.
CREATE TABLE readiness_agreement (
  id                    uuid PRIMARY KEY,
  advocate_id           uuid NOT NULL REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  review_on             date NOT NULL,
  proposed_at           timestamptz(3) NOT NULL,
  advocate_agreed_at    timestamptz(3),
  coordinator_agreed_at timestamptz(3),
  coordinator_id        uuid,
  ended_at              timestamptz(3)
);
CREATE INDEX readiness_agreement_advocate_id_proposed_at_idx ON readiness_agreement (advocate_id, proposed_at);
-- One agreement at a time.
CREATE UNIQUE INDEX readiness_agreement_one_open ON readiness_agreement (advocate_id)
  WHERE ended_at IS NULL AND (advocate_agreed_at IS NULL OR coordinator_agreed_at IS NULL);

CREATE TABLE time_away (
  id          uuid PRIMARY KEY,
  advocate_id uuid NOT NULL REFERENCES advocate_profile (id) ON UPDATE CASCADE ON DELETE CASCADE,
  from_on     date NOT NULL,
  until_on    date NOT NULL,
  CONSTRAINT time_away_runs_forward CHECK (until_on >= from_on)
);
CREATE INDEX time_away_advocate_id_until_on_idx ON time_away (advocate_id, until_on);

CREATE TABLE staff_support (
  account_id         uuid PRIMARY KEY REFERENCES staff_account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  supervisor_id      uuid REFERENCES staff_account (id) ON UPDATE CASCADE ON DELETE SET NULL,
  outside_supervisor text,
  due_on             date,
  data_key           bytea,
  note               bytea,
  note_shared_at     timestamptz(3),
  note_thanked_at    timestamptz(3),
  next_step          bytea,
  is_happy_here      boolean NOT NULL DEFAULT false,
  CONSTRAINT staff_support_not_oneself CHECK (supervisor_id <> account_id)
);
CREATE INDEX staff_support_supervisor_id_idx ON staff_support (supervisor_id);

CREATE TABLE supervision (
  id          uuid PRIMARY KEY,
  account_id  uuid NOT NULL REFERENCES staff_account (id) ON UPDATE CASCADE ON DELETE CASCADE,
  held_on     date NOT NULL,
  next_on     date NOT NULL,
  held_by_id  uuid REFERENCES staff_account (id) ON UPDATE CASCADE ON DELETE SET NULL,
  recorded_at timestamptz(3) NOT NULL,
  data_key    bytea NOT NULL,
  words       bytea NOT NULL
);
CREATE UNIQUE INDEX supervision_account_id_held_on_key ON supervision (account_id, held_on);
CREATE INDEX supervision_held_by_id_idx ON supervision (held_by_id);

CREATE TABLE staff_invitation (
  id             uuid PRIMARY KEY,
  team_id        uuid REFERENCES team (id) ON UPDATE CASCADE ON DELETE CASCADE,
  roles          staff_role[],
  details        bytea,
  data_key       bytea,
  link_hash      bytea,
  email_hash     bytea,
  invited_by_id  uuid,
  invited_at     timestamptz(3) NOT NULL,
  expires_at     timestamptz(3) NOT NULL,
  accepted_at    timestamptz(3),
  revoked_at     timestamptz(3),
  application_id uuid
);
CREATE UNIQUE INDEX staff_invitation_link_hash_key ON staff_invitation (link_hash);
CREATE INDEX staff_invitation_email_hash_idx ON staff_invitation (email_hash);
CREATE INDEX staff_invitation_team_id_idx ON staff_invitation (team_id);

CREATE TYPE application_status AS ENUM ('NEW', 'TALKING', 'INVITED', 'NOT_THIS_TIME', 'WITHDRAWN');

CREATE TABLE peer_application (
  id                uuid PRIMARY KEY,
  team_id           uuid NOT NULL REFERENCES team (id) ON UPDATE CASCADE ON DELETE CASCADE,
  status            application_status NOT NULL DEFAULT 'NEW',
  received_at       timestamptz(3) NOT NULL,
  status_changed_at timestamptz(3) NOT NULL,
  data_key          bytea,
  details           bytea,
  answer            bytea,
  form_hash         bytea NOT NULL,
  consent_version   text NOT NULL,
  answered_by_id    uuid,
  contact_id        uuid,
  follow_up_on      date,
  followed_up_at    timestamptz(3),
  keep_until        timestamptz(3) NOT NULL,
  erased_at         timestamptz(3),
  -- Nobody is told "not this time" without somebody who is there for them, and a day (S98).
  CONSTRAINT peer_application_no_without_support CHECK (
    status <> 'NOT_THIS_TIME' OR (contact_id IS NOT NULL AND follow_up_on IS NOT NULL)
  )
);
CREATE UNIQUE INDEX peer_application_form_hash_key ON peer_application (form_hash);
CREATE INDEX peer_application_team_id_received_at_idx ON peer_application (team_id, received_at);
CREATE INDEX peer_application_keep_until_idx ON peer_application (keep_until);
