-- Where the audit trail stands, in a table of its own: rows cut off the end of the trail are missed.
CREATE TABLE "audit_head" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "count" INTEGER NOT NULL,
    "event_id" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_head_is_one_row" CHECK ("id" = 1)
);

-- Counters of rate-limiter-flexible, in its shape. "key" is an HMAC with a key of the day; "expire" is in milliseconds.
-- Not in the write-ahead log: after a crash the counters start again, which costs nothing worth keeping.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit" ("expire");
