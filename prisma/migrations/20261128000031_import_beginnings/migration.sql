-- How often a step of an import was begun: one that ends every node that takes it is given up after three times.
-- AlterTable
ALTER TABLE "directory_import" ADD COLUMN     "begun" INTEGER NOT NULL DEFAULT 0;
