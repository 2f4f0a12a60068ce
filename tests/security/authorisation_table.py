"""Who may ask what, written by hand from docs/decisions "Access": one line for each method and view, one column for each person.

`in`: sent to sign-in. `ok`: done, or refused by a rule of the business said on a page (never 403, 404 or a crash).
A number is that status: 403 for what the role or the relation never may, 404 for what one may not know of.
The objects named in addresses are those of the first hospital: the case of `physician`, on the agenda of the meeting
that `chair` presides; `reader`, `nurse`, `member` and `invited` (of the other hospital) are convened to it. `member` is a clinical editor;
so is `secretary`, a role that this right gives nothing. No presentation here is validated: none may be made a teaching
case yet (404 for those who could; the others are told that they may not).
"""

from __future__ import annotations

PEOPLE = (
    "anonymous", "admin", "coordinator", "secretary", "physician", "chair", "member",
    "stranger", "nurse", "reader", "invited", "outsider", "other_coordinator",
)  # fmt: skip

TABLE = """
                                      ano adm coo sec phy cha mem str nur rea inv out oth
GET   static                          200 200 200 200 200 200 200 200 200 200 200 200 200
GET   assets.font                     200 200 200 200 200 200 200 200 200 200 200 200 200
GET   auth.sign_in                    200 200 200 200 200 200 200 200 200 200 200 200 200
POST  auth.sign_in                    200 200 200 200 200 200 200 200 200 200 200 200 200
POST  auth.sign_out                   in  303 303 303 303 303 303 303 303 303 303 303 303
GET   auth.choose_password            200 200 200 200 200 200 200 200 200 200 200 200 200
POST  auth.choose_password            200 200 200 200 200 200 200 200 200 200 200 200 200
GET   home.index                      in  302 200 200 200 200 200 200 200 200 200 200 200
GET   home.to_follow                  in  403 200 200 200 200 200 200 200 403 200 200 200
GET   account.index                   in  200 200 200 200 200 200 200 200 200 200 200 200
GET   activity.index                  in  403 200 200 403 403 403 403 403 403 403 403 200
GET   activity.table                  in  403 200 200 403 403 403 403 403 403 403 403 200
GET   activity.pdf                    in  403 200 200 403 403 403 403 403 403 403 403 200
POST  account.index                   in  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
POST  account.shortcuts               in  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
POST  account.end_session             in  404 ok  404 404 404 404 404 404 404 404 404 404
POST  drafts.keep                     in  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
GET   vocabularies.suggest            in  200 200 200 200 200 200 200 200 200 200 200 200
POST  drafts.discard                  in  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
GET   jobs.show                       in  404 200 404 404 404 404 404 404 404 404 404 404
GET   jobs.state                      in  404 200 404 404 404 404 404 404 404 404 404 404
GET   jobs.file                       in  404 ok  404 404 404 404 404 404 404 404 404 404
POST  jobs.retry                      in  404 ok  404 404 404 404 404 404 404 404 404 404

GET   admin.index                     in  200 403 403 403 403 403 403 403 403 403 403 403
GET   admin.hospitals                 in  200 403 403 403 403 403 403 403 403 403 403 403
GET   admin.new_hospital              in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.new_hospital              in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.hospital                  in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.hospital                  in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.new_unit                  in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.new_unit                  in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.unit                      in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.unit                      in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.professionals             in  200 403 403 403 403 403 403 403 403 403 403 403
GET   admin.new_professional          in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.new_professional          in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.professional              in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.professional              in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.accounts                  in  200 403 403 403 403 403 403 403 403 403 403 403
GET   admin.new_account               in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.new_account               in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.account                   in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.account                   in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.deactivate_account        in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.deactivate_account        in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.reactivate_account        in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.reactivate_account        in  ok  403 403 403 403 403 403 403 403 403 403 403
GET   admin.one_time_link             in  200 403 403 403 403 403 403 403 403 403 403 403
POST  admin.one_time_link             in  ok  403 403 403 403 403 403 403 403 403 403 403

GET   catalogue.index                 in  403 200 200 200 200 200 200 200 200 200 200 200
GET   catalogue.show                  in  403 200 200 200 200 200 200 200 200 200 200 200
POST  catalogue.sign                  in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.compare               in  403 200 200 200 200 200 200 200 200 200 200 200
GET   catalogue.actions_list          in  403 200 200 200 200 200 200 200 200 200 200 200
POST  catalogue.sign_action           in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.propose               in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.propose               in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.criteria              in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.criteria              in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.facts                 in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.facts                 in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.new                   in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.new                   in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.put_in_force          in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.put_in_force          in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.retire                in  403 403 403 403 403 200 403 403 403 403 403 403
POST  catalogue.retire                in  403 403 403 403 403 ok  403 403 403 403 403 403
GET   catalogue.local                 in  403 200 200 403 403 200 403 403 403 403 403 200
POST  catalogue.local                 in  403 ok  ok  403 403 ok  403 403 403 403 403 ok

GET   sources.index                   in  200 403 403 403 403 200 403 403 403 403 403 403
GET   sources.load                    in  200 403 403 403 403 200 403 403 403 403 403 403
POST  sources.load                    in  ok  403 403 403 403 ok  403 403 403 403 403 403
GET   sources.back                    in  200 403 403 403 403 200 403 403 403 403 403 403
POST  sources.back                    in  ok  403 403 403 403 ok  403 403 403 403 403 403

GET   trials.index                    in  403 200 200 200 200 200 200 200 200 200 200 200
GET   trials.export                   in  403 200 200 200 200 200 200 200 200 200 200 200
GET   trials.new                      in  403 200 200 200 200 200 200 403 403 200 200 200
POST  trials.new                      in  403 ok  ok  ok  ok  ok  ok  403 403 ok  ok  ok
GET   trials.edit                     in  403 200 200 200 200 200 200 403 403 404 404 404
POST  trials.edit                     in  403 ok  ok  ok  ok  ok  ok  403 403 404 404 404
POST  trials.verify                   in  403 ok  ok  ok  ok  ok  ok  403 403 404 404 404
POST  trials.close                    in  403 ok  ok  ok  ok  ok  ok  403 403 404 404 404
GET   trials.import_file              in  403 200 200 200 200 200 200 403 403 200 200 200
POST  trials.import_file              in  403 ok  ok  ok  ok  ok  ok  403 403 ok  ok  ok

GET   teaching.index                  in  403 200 403 200 200 200 200 403 403 200 200 200
POST  teaching.export                 in  403 422 403 422 422 422 422 403 403 422 422 422
GET   teaching.review                 in  403 404 403 403 404 403 404 403 403 403 404 404
POST  teaching.review                 in  403 404 403 403 404 403 404 403 403 403 404 404

                                      ano adm coo sec phy cha mem str nur rea inv out oth
GET   cases.index                     in  403 200 200 200 200 200 200 200 200 200 200 200
GET   cases.new                       in  403 200 200 200 200 200 200 403 403 200 200 200
POST  cases.new                       in  403 ok  ok  ok  ok  ok  ok  403 403 ok  ok  ok
GET   cases.import_file               in  403 200 200 200 200 200 200 403 403 200 200 200
POST  cases.import_file               in  403 ok  ok  ok  ok  ok  ok  403 403 ok  ok  ok
GET   cases.export                    in  403 200 200 403 403 403 403 403 403 403 403 200
POST  cases.export_all                in  403 200 200 403 403 403 403 403 403 403 403 200
POST  cases.export_case               in  403 200 200 403 403 403 403 403 403 403 403 404
GET   cases.show                      in  403 200 200 200 200 200 404 200 200 404 404 404
GET   cases.identity                  in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.identity                  in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.contact                   in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.contact                   in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.correct                   in  403 200 403 403 403 403 403 403 403 403 403 404
GET   cases.merge                     in  403 200 403 403 403 403 403 403 403 403 403 404
POST  cases.merge                     in  403 ok  403 403 403 403 403 403 403 403 403 404
GET   cases.move                      in  403 200 403 403 403 403 403 403 403 403 403 404
POST  cases.move                      in  403 ok  403 403 403 403 403 403 403 403 403 404
GET   cases.move_to_new               in  403 200 403 403 403 403 403 403 403 403 403 404
POST  cases.move_to_new               in  403 ok  403 403 403 403 403 403 403 403 403 404
GET   cases.undo                      in  403 200 403 403 403 403 403 403 403 403 403 404
POST  cases.undo                      in  403 ok  403 403 403 403 403 403 403 403 403 404
GET   cases.withdraw                  in  403 200 403 403 403 403 403 403 403 403 403 404
POST  cases.withdraw                  in  403 ok  403 403 403 403 403 403 403 403 403 404
GET   cases.tumour                    in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.tumour                    in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.tumours                   in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.tumours                   in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.add_tumour                in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.add_tumour                in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.edit_tumour               in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.edit_tumour               in  403 ok  ok  ok  403 403 404 403 403 404 404 404
POST  cases.withdraw_tumour           in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.told                      in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.told                      in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.family_doctor             in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.family_doctor             in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.ask                       in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.ask                       in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.present_again             in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.present_again             in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.add_fact                  in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.add_fact                  in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.precautions_block         in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.precautions_block         in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.edit_fact                 in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.edit_fact                 in  403 ok  ok  ok  403 403 404 403 403 404 404 404
POST  cases.withdraw_fact             in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.add_attachment            in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.add_attachment            in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.attachment                in  403 200 200 200 200 200 404 200 200 404 404 404
GET   cases.attachment_page           in  403 200 200 200 200 200 404 200 200 404 404 404
GET   cases.attachment_file           in  403 200 200 200 200 200 404 200 200 404 404 404
GET   cases.describe_attachment       in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.describe_attachment       in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.withdraw_attachment       in  403 200 200 200 403 403 404 403 403 404 404 404
POST  cases.withdraw_attachment       in  403 ok  ok  ok  403 403 404 403 403 404 404 404
GET   cases.record_preferences        in  403 200 200 200 200 200 404 200 403 404 404 404
POST  cases.record_preferences        in  403 ok  ok  ok  ok  ok  404 ok  403 404 404 404
GET   cases.questions                 in  403 200 200 200 200 200 404 200 403 404 404 404
POST  cases.questions                 in  403 ok  ok  ok  ok  ok  404 ok  403 404 404 404
GET   cases.question                  in  403 200 200 200 200 200 404 200 403 404 404 404
POST  cases.question                  in  403 ok  ok  ok  ok  ok  404 ok  403 404 404 404
GET   cases.talks                     in  403 200 200 200 200 200 404 200 403 404 404 404
POST  cases.talks                     in  403 ok  ok  ok  ok  ok  404 ok  403 404 404 404
GET   cases.carers                    in  403 200 403 200 403 403 404 403 403 404 404 404
POST  cases.carers                    in  403 ok  403 ok  403 403 404 403 403 404 404 404
POST  cases.end_carer                 in  403 ok  403 ok  403 403 404 403 403 404 404 404

                                      ano adm coo sec phy cha mem str nur rea inv out oth
GET   meetings.index                  in  403 200 200 200 200 200 200 200 200 200 200 200
GET   meetings.new                    in  403 200 200 403 403 403 403 403 403 403 403 200
POST  meetings.new                    in  403 ok  ok  403 403 403 403 403 403 403 403 ok
GET   meetings.kinds                  in  403 200 200 403 403 403 403 403 403 403 403 200
GET   meetings.new_kind               in  403 200 200 403 403 403 403 403 403 403 403 200
POST  meetings.new_kind               in  403 ok  ok  403 403 403 403 403 403 403 403 ok
GET   meetings.kind                   in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind                   in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_quorum            in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind_quorum            in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_members      in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind_members      in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_member            in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind_member            in  403 ok  ok  403 403 403 403 403 403 403 403 404
POST  meetings.remove_kind_member     in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_rhythm            in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind_rhythm            in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_series            in  403 200 200 403 403 403 403 403 403 403 403 404
POST  meetings.kind_series            in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.kind_calendar          in  403 200 200 403 403 403 403 403 403 403 403 404
GET   meetings.my_calendar            in  403 200 200 200 200 200 200 200 200 200 200 200
GET   meetings.meeting_calendar       in  403 200 200 200 200 200 404 200 200 200 404 404
GET   meetings.postpone               in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.postpone               in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.cancel                 in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.cancel                 in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.carry_over             in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.carry_over             in  403 ok  ok  403 ok  403 404 403 403 403 404 404
POST  meetings.duplicate              in  403 ok  ok  403 403 403 403 403 403 403 403 404
GET   meetings.required               in  403 200 200 403 403 403 403 403 403 403 403 200
POST  meetings.required               in  403 ok  ok  403 403 403 403 403 403 403 403 ok
GET   meetings.phrases                in  403 200 200 403 403 403 403 403 403 403 403 200
POST  meetings.phrases                in  403 ok  ok  403 403 403 403 403 403 403 403 ok
GET   meetings.validation             in  403 403 403 403 200 403 404 403 403 403 404 403
POST  meetings.validation             in  403 403 403 403 ok  403 404 403 403 403 404 403
GET   meetings.after                  in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.prints                 in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.missing                in  403 200 200 403 200 403 404 403 403 403 404 404
GET   meetings.reminders              in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.send_reminders         in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.show                   in  403 200 200 200 200 200 404 200 200 200 404 404
GET   meetings.agenda_pdf             in  403 200 200 200 200 200 404 200 200 200 404 404
POST  meetings.pack                   in  403 ok  ok  ok  ok  ok  404 ok  ok  ok  404 404
GET   meetings.edit                   in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.edit                   in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.meeting_quorum         in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.meeting_quorum         in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.members                in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.members                in  403 ok  ok  403 ok  403 404 403 403 403 404 404
POST  meetings.dismiss                in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.attendance             in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.attendance             in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.agenda                 in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.agenda                 in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.requests               in  403 200 200 200 200 200 200 403 403 200 200 200
POST  meetings.order                  in  403 ok  ok  403 ok  403 404 403 403 403 404 404
POST  meetings.suggest                in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.pace                   in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.pace                   in  403 ok  ok  403 ok  403 404 403 403 403 404 404
POST  meetings.move                   in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.now                    in  403 200 200 200 200 200 404 200 200 200 404 404
GET   meetings.room                   in  403 200 200 200 200 200 404 200 200 200 404 404
GET   meetings.join                   in  403 302 302 302 302 302 404 302 302 302 404 404
GET   meetings.go                     in  403 ok  ok  ok  ok  ok  404 ok  ok  ok  404 404
POST  meetings.put_before             in  403 ok  403 403 ok  403 404 403 403 403 404 404
POST  meetings.move_member            in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.guest                  in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.guest                  in  403 ok  ok  403 ok  403 404 403 403 403 404 404
GET   meetings.in_room                in  403 200 200 403 200 403 404 403 403 403 404 404
POST  meetings.in_room                in  403 ok  ok  403 ok  403 404 403 403 403 404 404
POST  meetings.advance                in  403 ok  403 403 ok  403 404 403 403 403 404 404

                                      ano adm coo sec phy cha mem str nur rea inv out oth
GET   presentations.show              in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.print_document    in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.missing           in  403 200 200 200 403 403 404 403 403 403 404 404
POST  presentations.missing           in  403 ok  ok  ok  403 403 404 403 403 403 404 404
GET   presentations.own_words         in  403 404 404 404 404 404 404 403 403 404 404 404
POST  presentations.own_words         in  403 404 404 404 404 404 404 403 403 404 404 404
GET   presentations.triage            in  403 200 200 200 403 403 404 403 403 403 404 404
POST  presentations.triage            in  403 ok  ok  ok  403 403 404 403 403 403 404 404
GET   presentations.preliminary       in  403 403 403 200 200 200 404 200 403 200 404 403
POST  presentations.preliminary       in  403 403 403 ok  ok  ok  404 ok  403 ok  404 403
POST  presentations.withdraw_preliminary in 403 403 403 404 ok 404 404 404 403 404 404 403
POST  presentations.take_in_preliminary in 403 ok ok ok ok ok 404 403 403 ok 404 404
GET   presentations.verdict           in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.verdict           in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.quick             in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.not_applicable    in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.add_option        in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.add_option        in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.side_by_side      in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.evidence          in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.burden            in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.burden            in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.ask_actions       in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.ask_actions       in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.trials            in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.trial_note        in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.trial_note        in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.none_found        in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.task_of_trial     in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.task_of_option    in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.task              in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.task              in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
POST  presentations.remove_task       in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.read_aloud        in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.add_task          in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.add_task          in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.palliative        in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.palliative        in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.urgent            in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.urgent            in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.write             in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.write             in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.national          in  403 200 200 200 200 200 404 403 403 200 404 404
POST  presentations.national          in  403 ok  ok  ok  ok  ok  404 403 403 ok  404 404
GET   presentations.dcc               in  403 200 200 200 200 200 404 200 200 200 404 404
GET   presentations.validate          in  403 403 403 403 200 403 404 403 403 403 404 403
POST  presentations.validate          in  403 403 403 403 ok  403 404 403 403 403 404 403
GET   presentations.add_addendum      in  403 403 403 200 200 403 404 403 403 403 404 403
POST  presentations.add_addendum      in  403 403 403 ok  ok  403 404 403 403 403 404 403
GET   presentations.patient_page      in  403 403 403 200 200 403 404 403 403 403 404 403
POST  presentations.patient_page      in  403 403 403 ok  ok  403 404 403 403 403 404 403
GET   presentations.page_block        in  403 403 403 200 200 403 404 403 403 403 404 403
POST  presentations.page_block        in  403 403 403 ok  ok  403 404 403 403 403 404 403
GET   presentations.figures           in  403 403 403 200 200 403 404 403 403 403 404 403
POST  presentations.figures           in  403 403 403 ok  ok  403 404 403 403 403 404 403
POST  presentations.take_figure_off   in  403 403 403 409 409 403 404 403 403 403 404 403
POST  presentations.page_reading      in  403 403 403 200 200 403 404 403 403 403 404 403
POST  presentations.page_reviewed     in  403 403 403 ok  ok  403 404 403 403 403 404 403
GET   presentations.release           in  403 403 403 ok  ok  403 404 403 403 403 404 403
POST  presentations.release           in  403 403 403 ok  ok  403 404 403 403 403 404 403
GET   presentations.letter            in  403 200 200 200 200 403 404 403 403 403 404 404
POST  presentations.letter            in  403 ok  ok  ok  ok  403 404 403 403 403 404 404
GET   presentations.letter_pdf        in  403 200 200 200 200 403 404 403 403 403 404 404
GET   presentations.send_letter       in  403 200 200 200 200 403 404 403 403 403 404 404
POST  presentations.send_letter       in  403 ok  ok  ok  ok  403 404 403 403 403 404 404
GET   presentations.follow_up         in  403 200 200 200 200 403 404 403 403 403 404 404
POST  presentations.follow_up         in  403 ok  ok  ok  ok  403 404 403 403 403 404 404
"""


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """The table as (endpoint, method) to person to expected answer; a line of another width is an error."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line in TABLE.splitlines():
        words = line.split()
        if not words or words[0] == "ano":
            continue
        method, endpoint, *cells = words
        assert (endpoint, method) not in found, f"{endpoint} twice"
        found[endpoint, method] = dict(zip(PEOPLE, cells, strict=True))
    return found
