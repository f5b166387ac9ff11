/** A link as squares for a telephone's camera, drawn here: what is in it never leaves the page. */
import { useEffect, useState } from 'preact/hooks'

export function SquareCode({ link, label, class: named }: { link: string; label: string; class: string }) {
  const [squares, setSquares] = useState<boolean[][]>([])
  useEffect(() => {
    let shown = true
    void import('uqr').then(({ encode }) => {
      if (shown) setSquares(encode(link).data)
    })
    return () => {
      shown = false
    }
  }, [link])
  if (squares.length === 0) return null
  const size = squares.length
  const path = squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class={named} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
