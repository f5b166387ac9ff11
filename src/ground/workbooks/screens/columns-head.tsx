import { useText } from '#kit/text-context.tsx'
import './workbooks.css'

/** What stands under each other in a list of columns. Every line says it for itself to those who listen. */
export function ColumnsHead({ choice }: { /** Words over what a column was taken for. */ choice: string }) {
  const text = useText()
  return (
    <div class="columns-head small" aria-hidden="true">
      <span>{text.say('columns.head-column')}</span>
      <span>{choice}</span>
      <span>{text.say('columns.head-why')}</span>
    </div>
  )
}
