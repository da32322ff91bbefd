-- What a link asks for instead of the last two code words, when the person chose a PIN: scrypt, sealed with the request's key.
ALTER TABLE "peer_request" ADD COLUMN "pin" BYTEA;
