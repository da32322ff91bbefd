import encodeQR from 'qr';

/** A picture of dots: one path in a square of `size` units. No markup: whoever shows it draws it. */
export interface KeyPicture {
  size: number;
  path: string;
}

/** The QR code of an authenticator's key, for the camera of a phone. Made here: no other server ever sees the key. */
export function pictureOf(text: string): KeyPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const runs = rows.flatMap((row, y) => {
    const found: string[] = [];
    for (let x = 0; x < row.length; x++) {
      const start = x;
      while (row[x]) x++;
      if (x > start) found.push(`M${start} ${y}h${x - start}v1H${start}z`);
    }
    return found;
  });
  return { size: rows.length, path: runs.join('') };
}
