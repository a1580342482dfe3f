import { counter } from './counter.js';
import type { ActionMessages } from './messages.js';

const n = counter('fr');

export const fr: ActionMessages = {
  done: 'C’est fait.',
  dismiss: 'Fermer',

  unaccept: 'Ne plus accepter cette réponse',
  edit: 'Modifier',
  history: 'Versions précédentes',
  withdraw: 'Retirer',
  withdrawQuestion: 'Retirer ce texte ? L’animation le conserve ; les autres voient que quelque chose a été retiré.',
  hide: 'Masquer',
  restore: 'Afficher de nouveau',
  flag: 'Signaler',
  flagTitle: 'Signaler à l’animation',
  flagReason: {
    spam: 'Publicité ou spam',
    offensive: 'Offensant',
    confidential: 'Contenu confidentiel',
    'off-topic': 'Hors sujet',
    other: 'Autre chose',
  },
  flagNote: 'Que faut-il savoir ? (facultatif)',
  flagSent: 'Signalé. L’animation va regarder.',
  copyLink: 'Copier le lien',
  linkCopied: 'Lien copié.',
  pin: 'Épingler',
  unpin: 'Détacher',
  lock: 'Verrouiller',
  unlock: 'Déverrouiller',
  close: 'Fermer',
  closeTitle: 'Fermer ce fil',
  closeDuplicateOf: 'Lien ou identifiant du fil précédent',
  closeNote: 'Remarque (facultatif)',
  reopen: 'Rouvrir',
  versionOf: (when) => `Version du ${when}`,

  mentionList: 'Personnes',
  topicList: 'Sujets',
  newTopic: (label) => `Nouveau sujet : ${label}`,
  suggestions: (count) => n(count, { one: '# suggestion', other: '# suggestions' }),

  requestMessage: 'Pourquoi voulez-vous rejoindre la communauté ? (facultatif)',
  sendRequest: 'Envoyer la demande',
  requestSent: 'Votre demande est chez l’animation.',
  requestTakenBack: 'Votre demande est annulée.',
  invitationRefused: 'Vous avez décliné l’invitation.',
  leaveQuestion: (community) => `Quitter ${community} ? Ce que vous avez écrit reste.`,
  successor: 'Qui anime après vous ?',
  successorHint: 'Une communauté a besoin d’une animation.',
  joinedAnnounced: (community) => `Vous êtes maintenant membre de ${community}.`,
  leftAnnounced: (community) => `Vous avez quitté ${community}.`,

  approvedAnnounced: (name) => `${name} est maintenant membre.`,
  declinedAnnounced: (name) => `La demande de ${name} est refusée.`,
  removeMember: 'Retirer de la communauté',
  removeQuestion: (name) => `Retirer ${name} de la communauté ? Ses écrits restent.`,
  makeRole: (role) => `Donner le rôle : ${role}`,
  dropRole: (role) => `Retirer le rôle : ${role}`,
};
