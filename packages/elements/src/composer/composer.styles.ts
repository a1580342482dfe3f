import { css } from 'lit';

export const styles = css`
  form {
    display: grid;
    gap: var(--_3);
  }
  .box {
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .box:has(textarea:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }
  .box:has(textarea[aria-invalid='true']) {
    border-color: var(--_danger);
  }
  .panes {
    display: grid;
  }
  textarea {
    inline-size: 100%;
    min-block-size: 2.5rem;
    max-block-size: 60vh;
    padding: var(--_3);
    border: 0;
    background: transparent;
    line-height: 1.5;
    resize: vertical;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  .calm textarea {
    resize: none;
  }
  .roomy textarea {
    min-block-size: 8rem;
  }
  .ghost.tall i {
    inline-size: 100%;
    block-size: 8rem;
  }
`;
