-- CreateTable
CREATE TABLE "term_mapping" (
    "term" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "areas" "life_area"[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,

    CONSTRAINT "term_mapping_pkey" PRIMARY KEY ("term")
);
