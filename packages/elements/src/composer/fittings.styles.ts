import { css } from 'lit';

/** The look of what stands around the text of a composer. */
export const styles = css`
  .labelled {
    display: grid;
    gap: var(--_1);
  }
  .labelled > label {
    font-size: var(--_s);
    font-weight: 600;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1);
  }
  .kinds label {
    position: relative;
  }
  .kinds input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .kinds span {
    display: block;
    padding: 0.25rem var(--_3);
    border: 1px solid var(--_line);
    border-radius: 1.25em;
    font-size: var(--_s);
  }
  .kinds input:checked + span {
    border-color: var(--_accent);
    background: var(--_accent-tint);
    font-weight: 600;
  }
  .kinds input:focus-visible + span {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .toolbar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2);
    padding: var(--_1);
    border-block-end: 1px solid var(--_line);
  }
  .toolbar:not(:has(button)) {
    display: none;
  }
  .tools {
    display: flex;
  }
  .preview-toggle {
    margin-inline-start: auto;
  }
  .narrow {
    display: none;
  }
  .preview {
    padding: var(--_3);
    min-block-size: 6rem;
  }
  .previewing textarea {
    display: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_1);
    padding-inline: var(--_2);
  }
  .chips:focus-within {
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }
  .chips input {
    flex: 1 1 8rem;
    min-inline-size: 0;
    min-block-size: 1.5rem;
    padding: 0 var(--_1);
    border: 0;
    outline: none;
    background: none;
  }
  .chips input::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }
  .chips .topic {
    display: inline-flex;
    align-items: center;
    gap: 0.2em;
    padding-inline-end: 0.1em;
  }
  .chips .topic button {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 50%;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 1.5rem;
    font-size: var(--_s);
  }
  .check input {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_2) var(--_4);
  }
  .consequence {
    flex: 1 1 14rem;
    color: var(--_text-muted);
    font-size: var(--_s);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    margin-inline-start: auto;
  }
  [role='listbox'] small {
    color: var(--_text-muted);
    font-size: inherit;
  }
  [role='listbox'] .item {
    cursor: pointer;
  }
  [role='listbox'] .avatar {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    font-size: 0.6rem;
  }
  @container (min-width: 48rem) {
    .previewing {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .previewing textarea {
      display: block;
    }
    .previewing .preview {
      border-inline-start: 1px solid var(--_line);
    }
  }
  @container (max-width: 26rem) {
    .wide {
      display: none;
    }
    .narrow {
      display: inline-flex;
    }
  }
  @media (forced-colors: active) {
    .kinds input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
