-- Search. Prisma knows nothing of these tables (prisma.config.ts, tables.external);
-- packages/server/src/modules/directory/search-index.ts alone writes them, search.ts alone reads them.

-- English word stems, found without accents: "café" is "cafe", "groups" is "group".
CREATE TEXT SEARCH CONFIGURATION kith_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION kith_english
  ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part WITH unaccent, english_stem;

-- One row per service that can be found: its words, with weights (A name … D organization).
CREATE TABLE search_document (
  doc        integer  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_id uuid     NOT NULL UNIQUE REFERENCES service (id) ON DELETE CASCADE,
  source_id  uuid     NOT NULL,
  words      tsvector NOT NULL
);
CREATE INDEX search_document_source_id_idx ON search_document (source_id);

-- Every known word stem, in how many services it is, and one spelling of it that a person would recognise.
-- The document count gives rare words more weight than common ones, which ts_rank cannot do.
CREATE TABLE search_word (
  id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lexeme    text    NOT NULL UNIQUE,
  word      text    NOT NULL,
  documents integer NOT NULL DEFAULT 0
);
CREATE INDEX search_word_word_idx ON search_word USING gin (word gin_trgm_ops);

-- How much one service is about one word (BM25 without the rarity, times 1,000). Read by index alone.
CREATE TABLE search_posting (
  word   integer NOT NULL,
  doc    integer NOT NULL,
  impact integer NOT NULL,
  PRIMARY KEY (word, doc) INCLUDE (impact)
);

-- One narrow row per service and place, and one for a service without a place: all that is filtered, sorted and counted.
CREATE TABLE service_search (
  id               bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Bits: life areas from 0, provision types from 12, advocacy kinds from 20, free 28, online 29 (search-facets.ts).
  facets           integer          NOT NULL,
  doc              integer          NOT NULL,
  service_id       uuid             NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  location_id      uuid,
  organization_id  uuid             NOT NULL,
  source_id        uuid             NOT NULL,
  -- WGS 84 degrees; on a coarse grid for a place that must not be found. Null: no place.
  latitude         double precision,
  longitude        double precision,
  last_modified_at timestamptz      NOT NULL,
  assured_at       timestamptz,
  minimum_age      smallint,
  maximum_age      smallint,
  -- Weekdays from schedules, bit 0 is Monday; 0: not known.
  days             smallint         NOT NULL DEFAULT 0,
  -- One row of each service is its main one: enough when distance does not matter.
  is_main          boolean          NOT NULL,
  is_sensitive     boolean          NOT NULL DEFAULT false,
  -- No place to travel to: online, by phone, or a source without places.
  is_anywhere      boolean          NOT NULL,
  name             text             NOT NULL COLLATE "C",
  languages        text[],
  accessibility    text[],
  -- Its taxonomy terms and all their parents.
  term_ids         uuid[]
);
CREATE INDEX service_search_doc_idx ON service_search (doc);
CREATE INDEX service_search_service_id_idx ON service_search (service_id);
CREATE INDEX service_search_organization_id_idx ON service_search (organization_id);
CREATE INDEX service_search_source_id_idx ON service_search (source_id);
-- A box of latitude and longitude, then haversine: twice as fast as earthdistance.
CREATE INDEX service_search_position_idx ON service_search USING gist (point(longitude, latitude)) WHERE latitude IS NOT NULL;
CREATE INDEX service_search_anywhere_idx ON service_search (doc) WHERE is_anywhere;
CREATE INDEX service_search_last_modified_at_idx ON service_search (last_modified_at);
CREATE INDEX service_search_term_ids_idx ON service_search USING gin (term_ids);

-- Where places are: middles of the imported addresses, so that "near M33" works without asking anybody.
CREATE TABLE place (
  -- OUTWARD_CODE, POSTCODE, POSTCODE_AREA, ZIP or CITY
  kind      text             NOT NULL,
  -- Upper case without blanks for codes ("M332AB"), lower case without accents for names ("st helens").
  key       text             NOT NULL,
  -- Tells places of one name apart: state or county. Empty: not known.
  region    text             NOT NULL DEFAULT '',
  country   text             NOT NULL DEFAULT '',
  name      text             NOT NULL,
  latitude  double precision NOT NULL,
  longitude double precision NOT NULL,
  -- How many addresses it comes from.
  weight    integer          NOT NULL,
  PRIMARY KEY (kind, key, country, region)
);
CREATE INDEX place_key_idx ON place (key);

-- Whether a schedule (RFC 5545 subset: WEEKLY and MONTHLY by weekday) is open at an instant, in its own time zone.
CREATE FUNCTION schedule_is_open(s schedule, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT s.opens_at IS NOT NULL
    AND upper(coalesce(s.freq, '')) IN ('WEEKLY', 'MONTHLY')
    AND here.local::time >= s.opens_at::time
    AND (s.closes_at IS NULL AND here.local::time < s.opens_at::time + interval '1 hour' OR here.local::time < s.closes_at::time)
    AND (coalesce(s.valid_from, s.dtstart) IS NULL OR here.day >= coalesce(s.valid_from, s.dtstart))
    AND (coalesce(s.valid_to, s.until) IS NULL OR here.day <= coalesce(s.valid_to, s.until))
    AND string_to_array(upper(replace(coalesce(s.byday, here.start_weekday), ' ', '')), ',') &&
        CASE WHEN upper(s.freq) = 'WEEKLY' THEN ARRAY[here.weekday]
             WHEN here.is_last THEN ARRAY[here.weekday, here.nth || here.weekday, '-1' || here.weekday]
             ELSE ARRAY[here.weekday, here.nth || here.weekday] END
    AND (upper(s.freq) <> 'WEEKLY' OR coalesce(s.interval, 1) <= 1 OR s.dtstart IS NULL
         OR ((date_trunc('week', here.day)::date - date_trunc('week', s.dtstart)::date) / 7) % s.interval = 0)
  FROM (
    SELECT local, local::date AS day,
           upper(left(to_char(local, 'DY'), 2)) AS weekday,
           upper(left(to_char(s.dtstart, 'DY'), 2)) AS start_weekday,
           ((extract(day FROM local)::int - 1) / 7 + 1)::text AS nth,
           extract(month FROM local + interval '7 days') <> extract(month FROM local) AS is_last
    FROM (SELECT at AT TIME ZONE coalesce(nullif(s.timezone, ''), 'Europe/London') AS local) AS clock
  ) AS here
$$;
