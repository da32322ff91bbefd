/** A raw id as the database has it. Anything else would be an error there; it is simply nobody's. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
