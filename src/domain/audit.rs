//! What people did in a structure, said in plain French. Each part of the desk adds its acts here.

/// An act that is told in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Somebody joined by an invitation; the detail is her role's code.
    Joined,
    /// Somebody who asked was let in; the subject is her e-mail, the detail her role's code.
    ClaimAccepted,
    /// Somebody was invited.
    Invited,
    /// An invitation was taken back.
    Uninvited,
    /// Somebody has another role.
    RoleChanged,
    /// Somebody was taken out of the team.
    Removed,
    /// Somebody left by herself.
    Left,
    /// Somebody asked to join.
    Claimed,
    /// Somebody took her demand to join back.
    ClaimWithdrawn,
    /// A demand to join was refused; the detail is the reason.
    ClaimRefused,
    /// The structure was written here; the subject is its name.
    StructureCreated,
    /// What it says of itself was written again; the subject is its name.
    StructureChanged,
    /// The moderator let it in.
    StructureAccepted,
    /// The moderator did not; the detail is the reason.
    StructureRefused,
    /// A request was answered; the subject is its code, the detail what was answered.
    RequestAnswered,
    /// A request was given to somebody of the team; the subject is its code, the detail her address.
    RequestAssigned,
    /// Seats of an offer, which is the subject, are kept for a partner's people; the detail is how many and whose.
    SeatsKept,
    /// One was taken or given back, or they were let go; the detail says which.
    SeatsCounted,
    /// Their day was over; the subject is the partner, the detail how many.
    SeatsReleased,
    /// Somebody of the team wrote a note; the subject is the request's code.
    RequestNoted,
    /// A number's requests are taken no more for a while; the subject is its last digits, the detail until when.
    NumberBlocked,
    /// They are taken again; the subject is its last digits.
    NumberUnblocked,
    /// A request was reported to the platform; the subject is its code, the detail what is wrong with it.
    AbuseReported,
    /// The platform decided about it; the subject is its code, the detail what was decided.
    AbuseDecided,
    /// An offer takes requests again, after three that nobody answered; the subject is its title.
    AsksReopened,
    /// The requests were taken away in a file; the subject is how many.
    RequestsExported,
    /// A file went in; the subject is its name, the detail how many offers were written.
    Imported,
    /// What a file brought was taken back; the subject is its name, the detail how many offers.
    ImportUndone,
    /// An address was read by itself; the subject is the address, the detail how many offers were written.
    FeedImported,
    /// A file was let go before anything of it was written; the subject is its name.
    ImportDropped,
    /// All that is the structure's was taken away in a file.
    Exported,
    /// An address is read by itself from now on.
    FeedAdded,
    /// An address is read no more.
    FeedRemoved,
    /// An offer was begun; the subject is its title.
    OfferBegun,
    /// It was published.
    OfferPublished,
    /// It waits for a day, or for the platform's word.
    OfferReady,
    /// It was confirmed; nobody's account where by the link of a mail.
    OfferConfirmed,
    /// It was hidden for the moment.
    OfferPaused,
    /// What waited to be published waits no more.
    OfferUnscheduled,
    /// It was put away.
    OfferArchived,
    /// An older text was taken back, or two were put together.
    OfferRewritten,
    /// It was shared as a model, or is not any more; the detail says which.
    ModelShared,
    /// Partners were asked to be steps of a programme; the detail names them.
    PartnersAsked,
    /// The structure agrees to be a step of a partner's programme, which is the subject; the detail is the partner.
    StepAgreed,
    /// It does not, or not any more.
    StepRefused,
    /// The platform sends it requests of others; the subject is the offer that takes them, the detail what for.
    RouteSet,
    /// It does so no more.
    RouteRemoved,
}

/// Every act, its code in the database, and its sentence: `{s}` is the subject, `{d}` the detail, `{r}` the detail
/// read as a role.
const SENTENCES: &[(Act, &str, &str)] = &[
    (Act::Joined, "joined", "a rejoint l’équipe : {r}."),
    (Act::ClaimAccepted, "claim_accepted", "a accepté {s} dans l’équipe : {r}."),
    (Act::Invited, "invited", "a invité {s} : {r}."),
    (Act::Uninvited, "uninvited", "a annulé l’invitation de {s}."),
    (Act::RoleChanged, "role_changed", "a changé le rôle de {s} : {r}."),
    (Act::Removed, "removed", "a retiré {s} de l’équipe."),
    (Act::Left, "left", "a quitté l’équipe."),
    (Act::Claimed, "claimed", "a demandé à entrer dans l’équipe."),
    (Act::ClaimWithdrawn, "claim_withdrawn", "a annulé sa demande d’entrer dans l’équipe."),
    (Act::ClaimRefused, "claim_refused", "a refusé la demande de {s} : « {d} »."),
    (Act::StructureCreated, "structure_created", "a créé la structure « {s} »."),
    (Act::StructureChanged, "structure_changed", "a changé la fiche de « {s} »."),
    (Act::StructureAccepted, "structure_accepted", "a validé la structure."),
    (Act::RequestAnswered, "request_answered", "a répondu à la demande {s} : {d}."),
    (Act::RequestAssigned, "request_assigned", "a confié la demande {s} à {d}."),
    (Act::AsksReopened, "asks_reopened", "a rouvert l’offre « {s} » aux demandes."),
    (Act::NumberBlocked, "number_blocked", "a bloqué le numéro qui finit par {s}, jusqu’au {d}."),
    (Act::NumberUnblocked, "number_unblocked", "a débloqué le numéro qui finit par {s}."),
    (Act::AbuseReported, "abuse_reported", "a signalé la demande {s} : {d}."),
    (Act::AbuseDecided, "abuse_decided", "a regardé le signalement de la demande {s} : {d}."),
    (Act::SeatsKept, "seats_kept", "garde des places de l’offre « {s} » : {d}."),
    (Act::SeatsCounted, "seats_counted", "a compté les places gardées de l’offre « {s} » : {d}."),
    (Act::SeatsReleased, "seats_released", "a rendu à tout le monde les places gardées pour {s} : {d}."),
    (Act::RequestNoted, "request_noted", "a écrit une note sur la demande {s}."),
    (Act::RequestsExported, "requests_exported", "a téléchargé les demandes ({s})."),
    (Act::StructureRefused, "structure_refused", "n’a pas validé la structure : « {d} »."),
    (Act::Imported, "imported", "a importé « {s} ». Offres écrites : {d}."),
    (Act::ImportUndone, "import_undone", "a annulé l’import « {s} ». Offres remises comme avant : {d}."),
    (Act::FeedImported, "feed_imported", "a lu l’adresse {s}. Offres écrites : {d}."),
    (Act::ImportDropped, "import_dropped", "a abandonné l’import « {s} »."),
    (Act::Exported, "exported", "a téléchargé tout ce qui est à la structure."),
    (Act::FeedAdded, "feed_added", "a ajouté une adresse à lire : {s}."),
    (Act::FeedRemoved, "feed_removed", "a retiré une adresse à lire : {s}."),
    (Act::OfferBegun, "offer_begun", "a commencé l’offre « {s} »."),
    (Act::OfferPublished, "offer_published", "a publié l’offre « {s} »."),
    (Act::OfferReady, "offer_ready", "a préparé l’offre « {s} » : elle paraîtra plus tard."),
    (Act::OfferConfirmed, "offer_confirmed", "a confirmé l’offre « {s} »."),
    (Act::OfferPaused, "offer_paused", "a mis en pause l’offre « {s} »."),
    (Act::OfferUnscheduled, "offer_unscheduled", "ne publie plus ce qui attendait : « {s} »."),
    (Act::OfferArchived, "offer_archived", "a archivé l’offre « {s} »."),
    (Act::OfferRewritten, "offer_rewritten", "a repris un texte de l’offre « {s} »."),
    (Act::ModelShared, "model_shared", "a changé le partage du modèle « {s} » : {d}."),
    (Act::PartnersAsked, "partners_asked", "a demandé un accord pour le programme « {s} » : {d}."),
    (Act::StepAgreed, "step_agreed", "a dit oui au programme « {s} » de {d}."),
    (Act::RouteSet, "route_set", "envoie à l’offre « {s} » des demandes : {d}."),
    (Act::RouteRemoved, "route_removed", "ne lui envoie plus les demandes d’autres offres."),
    (Act::StepRefused, "step_refused", "a dit non au programme « {s} » de {d}."),
];

impl Act {
    /// The code in the database.
    pub fn code(self) -> &'static str {
        SENTENCES.iter().find(|(act, ..)| *act == self).map_or("unknown", |(_, code, _)| code)
    }
}

/// The sentence of a line of the journal, without who did it.
pub fn sentence(code: &str, subject: &str, detail: &str) -> String {
    let Some((.., sentence)) = SENTENCES.iter().find(|(_, one, _)| *one == code) else {
        return format!("{code} {subject}");
    };
    let role = super::membership::Role::from_code(detail).map_or("", |role| role.label());
    let (mut said, mut rest) = (String::new(), *sentence);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, next) = after.split_once('}').unwrap_or((after, ""));
        said += before;
        said += match name {
            "s" => subject,
            "d" => detail,
            _ => role,
        };
        rest = next;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_its_own_code_and_sentence() {
        let mut codes: Vec<&str> = SENTENCES.iter().map(|(_, code, _)| *code).collect();
        for (act, code, _) in SENTENCES {
            assert_eq!(act.code(), *code);
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), SENTENCES.len());
        assert_eq!(sentence("invited", "zoe@example.org", "reader"), "a invité zoe@example.org : Lecture.");
        assert_eq!(sentence("claim_refused", "zoe", "{s}"), "a refusé la demande de zoe : « {s} ».");
    }
}
