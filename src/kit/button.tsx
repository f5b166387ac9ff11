import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'

type Shared = {
  /** `primary` once a screen; `danger` (cinnabar) for what cannot be undone. Default `plain`. */
  tone?: ButtonTone
  icon?: IconName
  size?: 'small' | 'normal'
  /** Says the button in words when it shows only an icon. */
  label?: string
  children?: ComponentChildren
}

export type ButtonProps = Shared & {
  type?: 'button' | 'submit'
  disabled?: boolean
  /** Working: stays focusable and keeps its width, but does not answer a second press. */
  busy?: boolean
  pressed?: boolean
  onPress?: (event: MouseEvent) => void
  buttonRef?: Ref<HTMLButtonElement>
} & Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'id' | 'aria-describedby' | 'aria-expanded' | 'aria-controls' | 'aria-haspopup'>

export function Button(props: ButtonProps) {
  const {
    tone = 'plain',
    size = 'normal',
    icon,
    label,
    children,
    type = 'button',
    disabled,
    busy,
    pressed,
    onPress,
    buttonRef,
    ...rest
  } = props
  return (
    <button
      {...rest}
      ref={buttonRef ?? null}
      class="button"
      type={type}
      data-tone={tone}
      data-size={size}
      data-bare={children ? undefined : ''}
      disabled={disabled ?? false}
      aria-busy={busy ? 'true' : undefined}
      aria-disabled={busy ? 'true' : undefined}
      aria-pressed={pressed}
      aria-label={label}
      title={children ? undefined : label}
      onClick={(event) => (busy ? event.preventDefault() : onPress?.(event))}
    >
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  )
}

/** A link that looks like a button, for going somewhere. */
export function LinkButton({ href, tone = 'plain', size = 'normal', icon, label, children }: Shared & { href: string }) {
  return (
    <a class="button" href={href} data-tone={tone} data-size={size} data-bare={children ? undefined : ''} aria-label={label}>
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </a>
  )
}
