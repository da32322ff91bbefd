-- CreateTable
CREATE TABLE "search_saying" (
    "id" UUID NOT NULL,
    "replaces" TEXT,
    "typed" TEXT[],
    "also" TEXT[],
    "areas" "life_area"[],
    "because" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,

    CONSTRAINT "search_saying_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "search_saying_replaces_key" ON "search_saying"("replaces");
