-- What somebody said is never mixed up with what somebody else noticed (S72).
-- AlterEnum
ALTER TYPE "contact_note_kind" ADD VALUE 'SAID';
ALTER TYPE "contact_note_kind" ADD VALUE 'OBSERVED';
