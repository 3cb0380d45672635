(** How the hypotheses of the theorems are checked by computation on a given
    small game: properties of all its histories, and a certificate for one
    exact mirror step with the squared Euclidean drift.  No claim here. *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Checks.
Variable F : realFieldType.
Implicit Types (G : game F) (h : history) (p q r Q : dist F).

(** All histories of [k] moves, and a test of all decision and chance nodes. *)
Fixpoint histories G (k : nat) : seq history :=
  match k with
  | O => [:: [::]]
  | S m => flatten [seq [seq a :: h | a <- moves G h] | h <- histories G m]
  end.

Definition everyNode G (P : nat -> history -> bool) : bool :=
  all (fun k => all (P (horizon G - k.+1)%N) (histories G k)) (iota 0 (horizon G)).

Lemma legal_listed G h : legal (moves G) h -> h \in histories G (size h).
Proof.
elim: h => [|a h IH] //= /andP[Ha /IH Hh].
by apply/flatten_mapP; exists h => //; apply: map_f.
Qed.

Lemma every_node G P : everyNode G P -> forall n h, node G n.+1 h -> P n h.
Proof.
move=> /allP H n h Hn; case/andP: (Hn) => /eqP Hs Hl.
have := H (size h); rewrite mem_iota -Hs /= add0n addSn ltnS leq_addl.
rewrite -addSn Hs (node_left Hn) => /(_ isT) /allP; apply.
exact: legal_listed.
Qed.

(** One move's share of the objective: the square is expanded at [r]. *)
Lemma square_below (c mu Q p q r : F) : 0 <= c -> 0 <= q ->
  Q - c * ((r - p) + (r - p)) <= mu ->
  (r == 0) || (Q - c * ((r - p) + (r - p)) == mu) ->
  q * Q - c * ((q - p) * (q - p))
  <= (r * Q - c * ((r - p) * (r - p))) + mu * (q - r).
Proof.
move=> Hc Hq; set g := Q - _ => Hg Hr.
have E : q * Q - c * ((q - p) * (q - p))
  = (r * Q - c * ((r - p) * (r - p))) + ((q - r) * g - c * ((q - r) * (q - r))).
  have -> : q - p = (r - p) + (q - r) by rewrite [RHS]addrC addrA subrK.
  rewrite /g; set u := r - p; set d := q - r.
  have -> : q = r + d by rewrite /d addrC subrK.
  clearbody u d; have -> : (u + d) * (u + d) = u * u + (d * (u + u) + d * d).
    by rewrite mulrDl !mulrDr [u * d]mulrC -!addrA.
  rewrite mulrDl [c * (u * u + _)]mulrDr [c * (_ + d * d)]mulrDr.
  rewrite mulrBr [d * (c * _)]mulrCA opprD addrACA; congr (_ + _).
  by rewrite opprD addrA.
rewrite E ler_add2l ler_subl_addr; apply: ler_paddr.
  by apply: mulr_ge0 => //; apply: sqr_ge0.
move: g Hg Hr {E} => g Hg Hr; rewrite mulrBl mulrBr.
apply: ler_sub; first by rewrite mulrC ler_wpmul2r.
by case/orP: Hr => /eqP ->; rewrite ?mul0r ?mulr0 // mulrC.
Qed.

(** A certificate of an exact mirror step with drift c * squared distance: a
    number [mu] that no slope exceeds, and that is reached wherever the new
    weight is positive. *)
Definition isEuclideanStep (menu : seq nat) (c mu : F) p Q r : bool :=
  [&& 0 <= c, isDist menu r &
    all (fun a => let g := Q a - c * ((r a - p a) + (r a - p a)) in
                  (g <= mu) && ((r a == 0) || (g == mu))) menu].

Lemma euclidean_step menu (c mu : F) p Q r : isEuclideanStep menu c mu p Q r ->
  isArgmax (isDist menu) (fun q => mean menu q Q - c * squaredDistance menu p q) r.
Proof.
case/and3P=> Hc Hr /allP H; split=> // q Hq.
rewrite /mean /squaredDistance -!sum_scal -!sum_sub.
have -> : sum menu (fun a => r a * Q a - c * ((r a - p a) * (r a - p a)))
  = sum menu (fun a => (r a * Q a - c * ((r a - p a) * (r a - p a)))
                       + mu * (q a - r a)).
  rewrite [RHS]sum_add sum_scal (sum_sub menu q r).
  case/andP: Hq => _ /eqP ->; case/andP: Hr => _ /eqP ->.
  by rewrite subrr mulr0 addr0.
apply: sum_le => a Ha; case/andP: (H a Ha) => Hg Hor.
by apply: square_below => //; apply: dist_ge0 Ha.
Qed.

(** The same test at any node; where only one distribution is allowed there is
    nothing to test.  The slope at the first move with positive weight serves
    as [mu]. *)
Definition slopeAt (menu : seq nat) (c : F) p Q r : F :=
  let a := head 0%N [seq a <- menu | r a != 0] in
  Q a - c * ((r a - p a) + (r a - p a)).

Definition isEuclideanNode G (c : F) h p Q r : bool :=
  match chance G h with
  | Some _ => admissible G h r
  | None => isEuclideanStep (moves G h) c (slopeAt (moves G h) c p Q r) p Q r
  end.

Lemma euclidean_node G (c : F) h p Q r : isEuclideanNode G c h p Q r ->
  isArgmax (admissible G h)
    (fun q => mean (moves G h) q Q - c * squaredDistance (moves G h) p q) r.
Proof.
rewrite /isEuclideanNode /isArgmax /admissible; case: (chance G h) => [w|].
  move=> /allP Hr; split=> [|q /allP Hq]; first by apply/allP.
  have E a : a \in moves G h -> q a = r a.
    by move=> Ha; rewrite (eqP (Hq a Ha)) (eqP (Hr a Ha)).
  rewrite (mean_dist_ext _ E) /squaredDistance.
  by rewrite (@sum_ext _ _ _ (fun a => (r a - p a) * (r a - p a))) // => a /E ->.
by move=> H; have [Hd best] := euclidean_step H; split=> // q; apply: best.
Qed.

(** The squared distance is a drift: never negative, zero at [p]. *)
Lemma squared_distance_ge0 menu p q : 0 <= squaredDistance menu p q.
Proof.
rewrite /squaredDistance; elim: menu => [|a menu IH] //=.
by apply: addr_ge0 => //; apply: sqr_ge0.
Qed.

Lemma squared_distance_self menu p : squaredDistance menu p p = 0.
Proof.
by rewrite /squaredDistance; elim: menu => [|a menu IH] //=; rewrite IH subrr mulr0 addr0.
Qed.

End Checks.
