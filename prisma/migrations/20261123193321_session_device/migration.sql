-- "Where am I signed in?" needs a word for each browser. Never the whole user agent, which is almost a name.
ALTER TABLE "staff_session" ADD COLUMN "device" TEXT;
