/** A photograph made small on the phone before it is sent: cheaper for her, and without the place it was taken at already here. */

const SIDE = 1600
const QUALITY = 0.85

/** As it is where this browser cannot; the house makes it anew anyway. */
export async function shrink(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' } as ImageBitmapOptions)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise<Blob>((done) => canvas.toBlob((made) => done(made ?? file), 'image/jpeg', QUALITY))
  } catch {
    return file
  }
}
