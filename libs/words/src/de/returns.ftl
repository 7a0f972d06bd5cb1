title = <b>↩️ Kauf erstatten lassen</b>
rule =
    Ich erstatte einen Kauf ganz, solange keine seiner Credits ausgegeben sind, der Bonus dafür (Gutscheincode, Einladung) noch da ist und { $withinDays } { $withinDays ->
        [one] Tag noch nicht vergangen ist
       *[other] Tage noch nicht vergangen sind
    }. Höchstens { $atMost } { $atMost ->
        [one] Kauf
       *[other] Käufe
    } in { $perDays } { $perDays ->
        [one] Tag
       *[other] Tagen
    }. Geschenkte Credits werden zuerst ausgegeben, dann gekaufte, vom ältesten Kauf zum neuesten.
nothing =
    Keine Käufe in { $withinDays ->
        [one] dem letzten Tag
       *[other] den letzten { $withinDays } Tagen
    }.
under-way =
    ⏳ { $isCard ->
        [yes] { $paid } erstattet ein Mensch auf die Karte, meist binnen einiger Tage: { CREDITS($amount) } zurückgelegt.
       *[no] { $paid } sind auf dem Rückweg: { CREDITS($amount) } zurückgelegt, Telegram antwortet meist innerhalb einer Minute.
    }
line =
    <b>{ $paid } · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Nicht ausgegeben: bis { $until } ganz erstattet.
        [spent-in-part] { CREDITS($spent) } ausgegeben. Eine Zahlung wird nur ganz erstattet{ $gained ->
            [0] { "" }
           *[other] { "" } und mit ihrem Bonus ({ CREDITS($gained) })
        }: Erstattet der Support sie, { $unspent ->
            [0]
                { $fromOthers ->
                    [0] bleibt offen: { CREDITS($owed) }
                   *[other]
                        ziehe ich { CREDITS($fromOthers) } von deinen anderen Credits ab{ $owed ->
                            [0] { "" }
                           *[other] ; offen bleibt: { CREDITS($owed) }
                        }
                }
           *[other]
                ziehe ich die restlichen { CREDITS($unspent) } ab{ $fromOthers ->
                    [0] { "" }
                   *[other] , dazu { CREDITS($fromOthers) } von deinen anderen Credits
                }{ $owed ->
                    [0] { "" }
                   *[other] ; offen bleibt: { CREDITS($owed) }
                }
        }.
        [bonus-spent] Vom Bonus dafür ausgegeben: { CREDITS($owed) }. Eine Zahlung wird nur ganz und mit ihrem Bonus erstattet: Erstattet der Support sie, bleibt offen: { CREDITS($owed) }.
        [too-late] Die Frist dafür endete { $until }.
        [too-often] Nicht ausgegeben, aber es gab zuletzt zu viele Erstattungen.
        [in-debt] Zuerst wird beglichen, was von einer früheren Erstattung offen ist.
       *[unknown] Dieser Kauf kann nicht erstattet werden.
    }
help = Was hier nicht erstattet werden kann, entscheidet ein Mensch: { $contact }
ask =
    <b>{ $paid } erstatten?</b>

    Kauf: { $when }. { $isCard ->
        [yes] Das Geld erstattet ein Mensch auf die Karte, meist binnen einiger Tage. Ich lege { CREDITS($amount) } sofort zurück; abgezogen wird erst, wenn das Geld erstattet ist. Sonst bleiben die Credits dir.
       *[no] Ich lege { CREDITS($amount) } sofort zurück; abgezogen wird erst, wenn Telegram die Sterne erstattet hat, meist innerhalb einer Minute. Tut es das nicht, gehören die Credits weiter dir.
    }{ $bonus ->
        [0] { "" }
       *[other] { "" } Der Bonus dafür (Gutscheincode, Einladung) ist darin enthalten: { CREDITS($bonus) }.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Vom Bonus schon ausgegeben, also dann offen: { CREDITS($owed) }.
    }{ $endsSubscription ->
        [yes] { "" } Er bezahlt den laufenden Monat deines Abos: Mit der Erstattung endet das Abo.
       *[no] { "" }
    }
not-any-more = Dieser Kauf kann nicht mehr erstattet werden: Seine Credits werden gerade ausgegeben, oder die Frist ist vorbei. Nichts hat sich geändert.
asked =
    ⏳ { $isCard ->
        [yes] Ich gebe die Erstattung von { $paid } an einen Menschen weiter.
       *[no] Ich erstatte { $paid }. { CREDITS($amount) } zurückgelegt; ich schreibe, sobald Telegram antwortet.
    }
card-return =
    ⏳ { $paid } erstattet ein Mensch auf die Karte, meist binnen einiger Tage. { $amount ->
        [0] { "" }
       *[other] Bis dahin halte ich { CREDITS($amount) } zurück. { "" }
    }Ich schreibe, wenn das Geld unterwegs ist.
not-returned =
    { $verdict ->
        [by-rule]
            { $isCard ->
                [yes] { $paid } wurden nicht auf die Karte erstattet
               *[no] Telegram hat { $paid } nicht erstattet
            }{ $isBack ->
                [yes] , die Credits gehören also wieder dir
               *[no] { "" }
            }.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Davon gegen die Schuld für erstattete Käufe: { CREDITS($debtPaid) }.
            } Schreib dem Support: /paysupport.
        [spent-in-part] Keine Erstattung von { $paid }: du hast { CREDITS($spent) } dieses Kaufs ausgegeben, und eine Zahlung wird nur ganz erstattet.
        [bonus-spent] Keine Erstattung von { $paid }: Vom Bonus für diesen Kauf hast du { CREDITS($spent) } ausgegeben, und eine Zahlung wird nur mit ihrem Bonus erstattet. Der Support kann anders entscheiden: /paysupport.
        [too-late] Keine Erstattung von { $paid }: Die Frist für diesen Kauf ist vorbei. Stimmt etwas nicht, schreib uns: /paysupport.
        [too-often] Keine Erstattung von { $paid }: Es gab zuletzt zu viele Erstattungen. Schreib uns: /paysupport.
        [in-debt] Keine Erstattung von { $paid }: Zuerst wird beglichen, was von einer früheren Erstattung offen ist.
       *[unknown] Diesen Kauf gibt es nicht, oder er ist schon erstattet. Stimmt das nicht, schreib uns: /paysupport.
    } Verfügbar: { CREDITS($available) }.

## Plain text: buttons, titles, notices

command = Einen Kauf erstatten lassen
pick = ↩️ { $paid } · { $when }
surely = ↩️ { $paid } erstatten
keep = Behalten
back = ‹ Zurück
balance = ‹ Guthaben
again = ↩️ Meine Käufe
menu = 🏠 Menü
