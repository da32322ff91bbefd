-- A form of /back that was answered: a browser that is told to send it again gets the door instead of somebody's page.
CREATE TABLE "answered_form" (
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answered_form_pkey" PRIMARY KEY ("hash")
);

CREATE INDEX "answered_form_at_idx" ON "answered_form"("at");
