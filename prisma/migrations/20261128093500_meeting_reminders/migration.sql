-- The day alone: what the meeting is stays sealed.
-- AlterTable
ALTER TABLE "plan_entry" ADD COLUMN     "remind_on" DATE;

-- CreateIndex
CREATE INDEX "plan_entry_remind_on_idx" ON "plan_entry"("remind_on");
