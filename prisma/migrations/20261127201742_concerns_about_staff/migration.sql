-- Who was with the person when the person raised a concern: it may be about them, so they neither read nor decide it.
ALTER TABLE "concern" ADD COLUMN "about_ids" UUID[];

-- The same for what was raised before this was kept: everybody who had said yes to the person by then.
UPDATE "concern" SET "about_ids" = COALESCE((
  SELECT array_agg(DISTINCT a."account_id") FROM "match" m JOIN "advocate_profile" a ON a."id" = m."advocate_id"
  WHERE m."request_id" = "concern"."request_id" AND m."answered_at" <= "concern"."raised_at" AND m."status" <> 'DECLINED'
), '{}') WHERE "raised_by_id" IS NULL;
UPDATE "concern" SET "about_ids" = '{}' WHERE "about_ids" IS NULL;
