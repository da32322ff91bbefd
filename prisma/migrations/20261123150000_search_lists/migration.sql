-- Lists without words or a place: counted and sorted from indexes alone, not from 100,000 rows.
CREATE INDEX service_search_facets_idx ON service_search (facets) WHERE is_main;
CREATE INDEX service_search_name_idx ON service_search (name, doc) INCLUDE (facets) WHERE is_main;
-- What is needed of each service that has the words, without the rest of its row.
CREATE INDEX service_search_main_idx ON service_search (doc) INCLUDE (facets, assured_at, last_modified_at) WHERE is_main;
