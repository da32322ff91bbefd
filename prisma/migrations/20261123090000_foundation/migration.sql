-- Words are found without accents, with small spelling mistakes.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- CreateEnum
CREATE TYPE "life_area" AS ENUM ('EMPLOYMENT', 'HOUSING', 'LEISURE', 'EDUCATION', 'ADVOCACY', 'MONEY', 'HEALTH', 'CARING', 'RELATIONSHIPS', 'DAILY_LIVING');

-- CreateEnum
CREATE TYPE "provision_type" AS ENUM ('SELF_HELP_GROUP', 'ONLINE_GROUP', 'PEER_DELIVERED', 'PEER_OPERATED', 'PEER_PARTNERSHIP', 'PEER_EMPLOYEE');

-- CreateEnum
CREATE TYPE "advocacy_kind" AS ENUM ('CITIZEN', 'SELF', 'GROUP', 'PEER');

-- CreateEnum
CREATE TYPE "service_status" AS ENUM ('ACTIVE', 'INACTIVE', 'DEFUNCT', 'TEMPORARILY_CLOSED', 'UNVERIFIED');

-- CreateEnum
CREATE TYPE "location_type" AS ENUM ('PHYSICAL', 'POSTAL', 'VIRTUAL');

-- CreateEnum
CREATE TYPE "directory_format" AS ENUM ('HSDS_JSON', 'HSDS_CSV', 'OHANA_CSV', 'CSV');

-- CreateEnum
CREATE TYPE "nation" AS ENUM ('ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND', 'UNITED_STATES');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('ADVOCATE', 'COORDINATOR', 'STEWARD', 'PARTNER_EDITOR', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "advocate_stage" AS ENUM ('LEARNER', 'SHADOWING', 'ADVOCATE', 'MENTOR');

-- CreateEnum
CREATE TYPE "energy" AS ENUM ('FINE', 'LOW', 'BREAK');

-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('PUBLIC', 'MATCHED', 'PRIVATE');

-- CreateEnum
CREATE TYPE "shared_dimension" AS ENUM ('EXPERIENCE', 'AGE_BAND', 'GENDER', 'CULTURE', 'LANGUAGE', 'FAITH', 'CARER');

-- CreateEnum
CREATE TYPE "contact_channel" AS ENUM ('PHONE', 'TEXT', 'EMAIL', 'POST', 'IN_PERSON', 'COME_BACK');

-- CreateEnum
CREATE TYPE "employment_kind" AS ENUM ('PAID', 'VOLUNTEER', 'PEER_POST');

-- CreateEnum
CREATE TYPE "consent_purpose" AS ENUM ('HANDLE_REQUEST', 'SHARE_WITH_ADVOCATE');

-- CreateEnum
CREATE TYPE "peer_request_status" AS ENUM ('ASKED', 'BEING_INTRODUCED', 'CONNECTED', 'PAUSED', 'FINISHED_FOR_NOW', 'CAME_BACK', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "match_status" AS ENUM ('PROPOSED', 'ACTIVE', 'PAUSED', 'ENDED', 'DECLINED', 'LAPSED');

-- CreateEnum
CREATE TYPE "wish_weight" AS ENUM ('MATTERS', 'DOES_NOT_MATTER', 'RATHER_NOT');

-- CreateEnum
CREATE TYPE "request_event_kind" AS ENUM ('ASKED', 'WORDS_READ', 'INTRODUCED', 'ADVOCATE_SAID_YES', 'ADVOCATE_NOT_ABLE', 'INTRODUCTION_LAPSED', 'CHANGED', 'PAUSED', 'CAME_BACK', 'WITHDRAWN', 'LINK_RENEWED');

-- CreateTable
CREATE TABLE "directory_source" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "format" "directory_format" NOT NULL,
    "origin" TEXT,
    "licence" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directory_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_import" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "unsure" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "directory_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "hsds_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "record_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "alternate_name" TEXT,
    "description" TEXT,
    "email" TEXT,
    "url" TEXT,
    "year_incorporated" INTEGER,
    "legal_status" TEXT,
    "is_run_by_peers" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" BYTEA NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "last_modified_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL,
    "hsds_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "record_id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "alternate_name" TEXT,
    "summary" TEXT,
    "description" TEXT,
    "url" TEXT,
    "email" TEXT,
    "status" "service_status" NOT NULL,
    "application_process" TEXT,
    "first_visit" TEXT,
    "wait_time" TEXT,
    "fees_description" TEXT,
    "interpretation_services" TEXT,
    "alert" TEXT,
    "eligibility" TEXT,
    "minimum_age" INTEGER,
    "maximum_age" INTEGER,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "is_free" BOOLEAN,
    "areas" "life_area"[],
    "provision_types" "provision_type"[],
    "advocacy_kinds" "advocacy_kind"[],
    "keywords" TEXT[],
    "assured_at" TIMESTAMPTZ(3),
    "assured_by" TEXT,
    "content_hash" BYTEA NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "last_modified_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" UUID NOT NULL,
    "hsds_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "record_id" TEXT NOT NULL,
    "organization_id" UUID,
    "location_type" "location_type" NOT NULL,
    "name" TEXT,
    "alternate_name" TEXT,
    "description" TEXT,
    "transportation" TEXT,
    "url" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "is_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" BYTEA NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "last_modified_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_at_location" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "description" TEXT,

    CONSTRAINT "service_at_location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address" (
    "id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "attention" TEXT,
    "address_1" TEXT,
    "address_2" TEXT,
    "city" TEXT,
    "region" TEXT,
    "state_province" TEXT,
    "postal_code" TEXT,
    "country" TEXT,
    "address_type" "location_type" NOT NULL DEFAULT 'PHYSICAL',

    CONSTRAINT "address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone" (
    "id" UUID NOT NULL,
    "service_id" UUID,
    "location_id" UUID,
    "organization_id" UUID,
    "contact_id" UUID,
    "service_at_location_id" UUID,
    "number" TEXT NOT NULL,
    "extension" TEXT,
    "type" TEXT,
    "description" TEXT,

    CONSTRAINT "phone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "service_id" UUID,
    "location_id" UUID,
    "organization_id" UUID,
    "title" TEXT,
    "department" TEXT,
    "email" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "service_id" UUID,
    "location_id" UUID,
    "service_at_location_id" UUID,
    "freq" TEXT,
    "interval" INTEGER,
    "byday" TEXT,
    "bymonthday" TEXT,
    "dtstart" DATE,
    "until" DATE,
    "valid_from" DATE,
    "valid_to" DATE,
    "opens_at" TEXT,
    "closes_at" TEXT,
    "timezone" TEXT,
    "description" TEXT,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "language" (
    "id" UUID NOT NULL,
    "service_id" UUID,
    "location_id" UUID,
    "name" TEXT NOT NULL,
    "code" TEXT,
    "note" TEXT,

    CONSTRAINT "language_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_option" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "option" TEXT,
    "amount" DECIMAL(12,2),
    "currency" TEXT,
    "amount_description" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "cost_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_area" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,

    CONSTRAINT "service_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accessibility" (
    "id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "description" TEXT NOT NULL,
    "details" TEXT,
    "url" TEXT,

    CONSTRAINT "accessibility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taxonomy_term" (
    "id" UUID NOT NULL,
    "hsds_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "record_id" TEXT NOT NULL,
    "taxonomy" TEXT NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "parent_id" UUID,
    "areas" "life_area"[],
    "provision_types" "provision_type"[],
    "advocacy_kinds" "advocacy_kind"[],

    CONSTRAINT "taxonomy_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attribute" (
    "id" UUID NOT NULL,
    "service_id" UUID,
    "organization_id" UUID,
    "taxonomy_term_id" UUID NOT NULL,
    "link_type" TEXT,
    "value" TEXT,
    "label" TEXT,

    CONSTRAINT "attribute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_correction" (
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "note" TEXT,
    "corrected_by_id" UUID,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "website_url" TEXT,
    "origins" TEXT[],
    "areas" "life_area"[],
    "near" TEXT,
    "nation" "nation" NOT NULL DEFAULT 'ENGLAND',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "theme" JSONB NOT NULL DEFAULT '{}',
    "messages" JSONB NOT NULL DEFAULT '{}',
    "has_peers" BOOLEAN NOT NULL DEFAULT true,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "promise_working_days" INTEGER NOT NULL DEFAULT 2,
    "timezone" TEXT NOT NULL DEFAULT 'Europe/London',

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_team" (
    "partner_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,

    CONSTRAINT "partner_team_pkey" PRIMARY KEY ("partner_id")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
    "roles" "staff_role"[],
    "team_id" UUID,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "is_assured" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_credential" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_two_factor" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "staff_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_used_code" (
    "user_id" UUID NOT NULL,
    "step" BIGINT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_used_code_pkey" PRIMARY KEY ("user_id","step")
);

-- CreateTable
CREATE TABLE "staff_passkey" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advocate_profile" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "first_name" TEXT NOT NULL,
    "about_me" TEXT,
    "stage" "advocate_stage" NOT NULL,
    "employment" "employment_kind" NOT NULL DEFAULT 'VOLUNTEER',
    "capacity" INTEGER NOT NULL,
    "energy" "energy" NOT NULL DEFAULT 'FINE',
    "break_until" DATE,
    "break_words" TEXT,
    "stand_in_id" UUID,
    "languages" TEXT[],
    "channels" "contact_channel"[],
    "outward_code" TEXT,
    "ready_until" DATE,
    "supervision_due_on" DATE,

    CONSTRAINT "advocate_profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advocate_characteristic" (
    "id" UUID NOT NULL,
    "advocate_id" UUID NOT NULL,
    "dimension" "shared_dimension" NOT NULL,
    "value" TEXT NOT NULL,
    "visibility" "visibility" NOT NULL DEFAULT 'MATCHED',

    CONSTRAINT "advocate_characteristic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spent_proof" (
    "nonce" TEXT NOT NULL,
    "spent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_proof_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "peer_request" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "partner_id" UUID,
    "service_id" UUID,
    "area" "life_area",
    "status" "peer_request_status" NOT NULL DEFAULT 'ASKED',
    "status_before_pause" "peer_request_status",
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "promised_by" TIMESTAMPTZ(3) NOT NULL,
    "outward_code" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "channel" "contact_channel" NOT NULL,
    "words" BYTEA,
    "reach" BYTEA,
    "data_key" BYTEA,
    "idempotency_hash" BYTEA NOT NULL,
    "input_digest" BYTEA NOT NULL,
    "link_hash" BYTEA,
    "link_generation" INTEGER NOT NULL DEFAULT 1,
    "link_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "code_hash" BYTEA,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "peer_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "peer_wish" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "dimension" "shared_dimension" NOT NULL,
    "value" TEXT NOT NULL,
    "weight" "wish_weight" NOT NULL,

    CONSTRAINT "peer_wish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "advocate_id" UUID NOT NULL,
    "status" "match_status" NOT NULL DEFAULT 'PROPOSED',
    "proposed_by_id" UUID NOT NULL,
    "reason" BYTEA,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "lapses_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "review_on" DATE,
    "first_meeting" BYTEA,

    CONSTRAINT "match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_event" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" "request_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "match_id" UUID,
    "by_id" UUID,

    CONSTRAINT "request_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_receipt" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "purpose" "consent_purpose" NOT NULL,
    "text_version" TEXT NOT NULL,
    "text_hash" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'web',
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "directory_source_key_key" ON "directory_source"("key");

-- CreateIndex
CREATE INDEX "directory_import_source_id_applied_at_idx" ON "directory_import"("source_id", "applied_at");

-- CreateIndex
CREATE INDEX "organization_hsds_id_idx" ON "organization"("hsds_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_source_id_record_id_key" ON "organization"("source_id", "record_id");

-- CreateIndex
CREATE INDEX "service_hsds_id_idx" ON "service"("hsds_id");

-- CreateIndex
CREATE INDEX "service_organization_id_idx" ON "service"("organization_id");

-- CreateIndex
CREATE INDEX "service_last_modified_at_idx" ON "service"("last_modified_at");

-- CreateIndex
CREATE UNIQUE INDEX "service_source_id_record_id_key" ON "service"("source_id", "record_id");

-- CreateIndex
CREATE INDEX "location_organization_id_idx" ON "location"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "location_source_id_record_id_key" ON "location"("source_id", "record_id");

-- CreateIndex
CREATE INDEX "service_at_location_location_id_idx" ON "service_at_location"("location_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_at_location_service_id_location_id_key" ON "service_at_location"("service_id", "location_id");

-- CreateIndex
CREATE INDEX "address_location_id_idx" ON "address"("location_id");

-- CreateIndex
CREATE INDEX "phone_service_id_idx" ON "phone"("service_id");

-- CreateIndex
CREATE INDEX "phone_location_id_idx" ON "phone"("location_id");

-- CreateIndex
CREATE INDEX "phone_organization_id_idx" ON "phone"("organization_id");

-- CreateIndex
CREATE INDEX "phone_contact_id_idx" ON "phone"("contact_id");

-- CreateIndex
CREATE INDEX "phone_service_at_location_id_idx" ON "phone"("service_at_location_id");

-- CreateIndex
CREATE INDEX "contact_service_id_idx" ON "contact"("service_id");

-- CreateIndex
CREATE INDEX "contact_location_id_idx" ON "contact"("location_id");

-- CreateIndex
CREATE INDEX "contact_organization_id_idx" ON "contact"("organization_id");

-- CreateIndex
CREATE INDEX "schedule_service_id_idx" ON "schedule"("service_id");

-- CreateIndex
CREATE INDEX "schedule_location_id_idx" ON "schedule"("location_id");

-- CreateIndex
CREATE INDEX "schedule_service_at_location_id_idx" ON "schedule"("service_at_location_id");

-- CreateIndex
CREATE INDEX "language_service_id_idx" ON "language"("service_id");

-- CreateIndex
CREATE INDEX "language_location_id_idx" ON "language"("location_id");

-- CreateIndex
CREATE INDEX "cost_option_service_id_idx" ON "cost_option"("service_id");

-- CreateIndex
CREATE INDEX "service_area_service_id_idx" ON "service_area"("service_id");

-- CreateIndex
CREATE INDEX "accessibility_location_id_idx" ON "accessibility"("location_id");

-- CreateIndex
CREATE INDEX "taxonomy_term_parent_id_idx" ON "taxonomy_term"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "taxonomy_term_source_id_record_id_key" ON "taxonomy_term"("source_id", "record_id");

-- CreateIndex
CREATE INDEX "attribute_service_id_idx" ON "attribute"("service_id");

-- CreateIndex
CREATE INDEX "attribute_organization_id_idx" ON "attribute"("organization_id");

-- CreateIndex
CREATE INDEX "attribute_taxonomy_term_id_idx" ON "attribute"("taxonomy_term_id");

-- CreateIndex
CREATE UNIQUE INDEX "service_correction_service_id_field_key" ON "service_correction"("service_id", "field");

-- CreateIndex
CREATE UNIQUE INDEX "partner_public_key_key" ON "partner"("public_key");

-- CreateIndex
CREATE INDEX "partner_team_team_id_idx" ON "partner_team"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_email_key" ON "staff_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_user_id_idx" ON "staff_session"("user_id");

-- CreateIndex
CREATE INDEX "staff_credential_user_id_idx" ON "staff_credential"("user_id");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "staff_verification"("identifier");

-- CreateIndex
CREATE INDEX "staff_two_factor_user_id_idx" ON "staff_two_factor"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_passkey_credential_id_key" ON "staff_passkey"("credential_id");

-- CreateIndex
CREATE INDEX "staff_passkey_user_id_idx" ON "staff_passkey"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "advocate_profile_account_id_key" ON "advocate_profile"("account_id");

-- CreateIndex
CREATE INDEX "advocate_profile_stand_in_id_idx" ON "advocate_profile"("stand_in_id");

-- CreateIndex
CREATE UNIQUE INDEX "advocate_characteristic_advocate_id_dimension_value_key" ON "advocate_characteristic"("advocate_id", "dimension", "value");

-- CreateIndex
CREATE INDEX "audit_event_object_type_object_id_idx" ON "audit_event"("object_type", "object_id");

-- CreateIndex
CREATE INDEX "spent_proof_expires_at_idx" ON "spent_proof"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "peer_request_reference_key" ON "peer_request"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "peer_request_idempotency_hash_key" ON "peer_request"("idempotency_hash");

-- CreateIndex
CREATE UNIQUE INDEX "peer_request_link_hash_key" ON "peer_request"("link_hash");

-- CreateIndex
CREATE UNIQUE INDEX "peer_request_code_hash_key" ON "peer_request"("code_hash");

-- CreateIndex
CREATE INDEX "peer_request_team_id_status_asked_at_idx" ON "peer_request"("team_id", "status", "asked_at");

-- CreateIndex
CREATE INDEX "peer_request_service_id_idx" ON "peer_request"("service_id");

-- CreateIndex
CREATE UNIQUE INDEX "peer_wish_request_id_dimension_value_key" ON "peer_wish"("request_id", "dimension", "value");

-- CreateIndex
CREATE INDEX "match_request_id_idx" ON "match"("request_id");

-- CreateIndex
CREATE INDEX "match_advocate_id_status_idx" ON "match"("advocate_id", "status");

-- CreateIndex
CREATE INDEX "request_event_request_id_at_idx" ON "request_event"("request_id", "at");

-- CreateIndex
CREATE INDEX "consent_receipt_request_id_idx" ON "consent_receipt"("request_id");

-- AddForeignKey
ALTER TABLE "directory_import" ADD CONSTRAINT "directory_import_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_at_location" ADD CONSTRAINT "service_at_location_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_at_location" ADD CONSTRAINT "service_at_location_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "address" ADD CONSTRAINT "address_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_service_at_location_id_fkey" FOREIGN KEY ("service_at_location_id") REFERENCES "service_at_location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_service_at_location_id_fkey" FOREIGN KEY ("service_at_location_id") REFERENCES "service_at_location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "language" ADD CONSTRAINT "language_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "language" ADD CONSTRAINT "language_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cost_option" ADD CONSTRAINT "cost_option_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_area" ADD CONSTRAINT "service_area_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accessibility" ADD CONSTRAINT "accessibility_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_term" ADD CONSTRAINT "taxonomy_term_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taxonomy_term" ADD CONSTRAINT "taxonomy_term_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "taxonomy_term"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribute" ADD CONSTRAINT "attribute_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribute" ADD CONSTRAINT "attribute_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribute" ADD CONSTRAINT "attribute_taxonomy_term_id_fkey" FOREIGN KEY ("taxonomy_term_id") REFERENCES "taxonomy_term"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_correction" ADD CONSTRAINT "service_correction_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_team" ADD CONSTRAINT "partner_team_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_team" ADD CONSTRAINT "partner_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_credential" ADD CONSTRAINT "staff_credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_two_factor" ADD CONSTRAINT "staff_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_passkey" ADD CONSTRAINT "staff_passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advocate_profile" ADD CONSTRAINT "advocate_profile_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advocate_profile" ADD CONSTRAINT "advocate_profile_stand_in_id_fkey" FOREIGN KEY ("stand_in_id") REFERENCES "advocate_profile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advocate_characteristic" ADD CONSTRAINT "advocate_characteristic_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_request" ADD CONSTRAINT "peer_request_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_request" ADD CONSTRAINT "peer_request_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "peer_wish" ADD CONSTRAINT "peer_wish_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_advocate_id_fkey" FOREIGN KEY ("advocate_id") REFERENCES "advocate_profile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_event" ADD CONSTRAINT "request_event_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_receipt" ADD CONSTRAINT "consent_receipt_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "peer_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- A request has at most one live introduction or match at a time, whoever asks and however fast.
ALTER TABLE "match" ADD CONSTRAINT "match_one_live" EXCLUDE USING btree ("request_id" WITH =)
  WHERE (status IN ('PROPOSED', 'ACTIVE'));

-- The audit trail only grows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
