//! The offer for machines (schema.org).

use crate::domain::card::Sheet;
use crate::domain::offer::OfferKind;

/// The offer for machines (schema.org), safe inside a script element.
pub fn structured_data(sheet: &Sheet) -> String {
    let offer = &sheet.offer;
    let kind = match offer.kind {
        OfferKind::Training => "Course",
        OfferKind::Workshop | OfferKind::TemporaryWork => "JobPosting",
        _ => "Service",
    };
    let address = serde_json::json!({
        "@type": "PostalAddress",
        "streetAddress": offer.address.street,
        "postalCode": offer.address.postal_code,
        "addressLocality": offer.address.commune,
        "addressCountry": "FR",
    });
    let organisation = serde_json::json!({ "@type": "Organization", "name": sheet.organisation.name, "url": sheet.organisation.website });
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": offer.name,
        "description": offer.description,
        "url": sheet.address,
        "dateModified": offer.updated_on.to_string(),
    });
    match kind {
        "JobPosting" => {
            data["title"] = offer.name.clone().into();
            data["hiringOrganization"] = organisation;
            data["jobLocation"] = serde_json::json!({ "@type": "Place", "address": address });
            data["datePosted"] = offer.updated_on.to_string().into();
        }
        "Course" => {
            data["provider"] = organisation;
            let open = offer.sessions.iter().filter(|session| session.is_open(sheet.today));
            data["hasCourseInstance"] = open
                .map(|session| {
                    serde_json::json!({
                        "@type": "CourseInstance",
                        "courseMode": if offer.is_remote() { "Online" } else { "Onsite" },
                        "startDate": session.starts_on.to_string(),
                        "endDate": session.ends_on.map(|end| end.to_string()),
                        "location": { "@type": "Place", "address": address },
                    })
                })
                .collect();
        }
        _ => {
            data["provider"] = organisation;
            data["areaServed"] = address;
        }
    }
    // "<" would end the element that carries this.
    data.to_string().replace('<', "\\u003c")
}
