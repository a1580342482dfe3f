import { css } from 'lit';

/** What stands in for content: notices, refusals, emptiness, skeletons. */
export const states = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2) var(--_3);
    padding: var(--_3) var(--_4);
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .notice p {
    flex: 1 1 12rem;
  }
  .notice.slim {
    padding: var(--_1) var(--_3);
    font-size: var(--_s);
  }
  .notice > .icon {
    color: var(--_warning);
  }
  .refusal {
    color: var(--_danger);
    font-size: var(--_s);
  }
  .empty {
    display: grid;
    justify-items: start;
    gap: var(--_3);
    padding-block: var(--_4);
    color: var(--_text-muted);
    max-inline-size: 60ch;
  }
  .ghost {
    display: grid;
    gap: var(--_2);
    padding-block: 0.85rem;
  }
  .ghost i {
    block-size: 0.85em;
    inline-size: min(70%, 30rem);
    border-radius: var(--_radius-s);
    background: var(--_tint-strong);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .ghost i + i {
    inline-size: min(45%, 18rem);
    block-size: 0.7em;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
