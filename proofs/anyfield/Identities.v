(** Claims A1, A2, A4 and A5 over any ordered field: the decomposition of the
    return, Eq. 4, and the carried advantage of Eqs. 7 and 8.
    Regime: full information, exact expectations; the policies may give weight
    only where the sampling policy does ([covers]; full support is enough). *)
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

Section Identities.
Variable F : realFieldType.
Implicit Types (G : game F) (old new cand pol : policy F).

(** ** A1, A2 *)

Lemma advantages_telescope G pol n h path k : reaches G n h path ->
  value G pol k path - value G pol (n + k) h = pathSum (advantage G pol) k n path.
Proof.
move=> Hr; move: (reaches_size Hr) (reaches_drop Hr) => {Hr}.
elim: n h path k => [|n IH] h [|a path] k //= Hs; try by move=> <-; rewrite subrr.
case: Hs => Hs Hd; rewrite -(IH h path k.+1 Hs Hd) addnS addSn.
by rewrite /advantage /actionValue addrA subrK.
Qed.

(** A1 (used before Eq. 5), any ordered field.  Along every path that continues
    [h] to the end, the return minus the value at [h] is the sum of the
    advantages at every move of the way, those of chance nodes included (they
    are the chance terms). *)
Theorem A1_advantage_decomposition_any_field : forall G pol n h path,
  reaches G n h path ->
  reward G path - value G pol n h = pathSum (advantage G pol) 0 n path.
Proof.
by move=> G pol n h path Hr; rewrite -(advantages_telescope pol 0 Hr) addn0.
Qed.

(** A2 (and the chance terms have mean zero), any ordered field.  The advantage
    averages to zero over the policy's own moves, at every history. *)
Theorem A2_centring_any_field : forall G pol n h,
  isDist (moves G h) (pol h) ->
  mean (moves G h) (pol h) (advantage G pol n h) = 0.
Proof. by move=> G pol n h Hd; rewrite mean_sub mean_const // subrr. Qed.

(** ** Change of measure *)

Lemma reweigh G old new n h f : covers G old new -> node G n.+1 h ->
  mean (moves G h) (old h) (fun a => ratio new old h a * f a) =
  mean (moves G h) (new h) f.
Proof.
move=> Hc Hn; apply: sum_ext => a Ha; rewrite /ratio mulrA; congr (_ * _).
have [Z|NZ] := eqVneq (old h a) 0; last by rewrite mulrC divfK.
by rewrite (Hc n h a Hn Ha Z) Z mul0r.
Qed.

Lemma change_of_measure G old new n k h f :
  covers G old new -> node G (n + k) h ->
  expect G old n h (fun path => suffixRatio new old n path * f path) =
  expect G new n h f.
Proof.
move=> Hc; elim: n k h f => [|n IH] k h f Hn; first by rewrite /= mul1r.
rewrite !expect_snoc; move: Hn; rewrite addSnnS => Hn.
rewrite -(IH k.+1) //; apply: expect_ext => path Hr.
rewrite -(reweigh _ Hc (node_reaches Hn Hr)) -mean_scal.
by apply: mean_ext => a _; rewrite /= mulrAC mulrC mulrA.
Qed.

Lemma ratioAt_suffix new old n path :
  suffixRatio new old n.+1 path = suffixRatio new old n path * ratioAt new old n path.
Proof.
elim: n path => [|n IH] [|a h]; rewrite ?mulr1 //; first by simpl; rewrite mul1r mulr1.
have E m : suffixRatio new old m.+1 (a :: h)
           = ratio new old h a * suffixRatio new old m h by [].
by rewrite !E IH mulrA.
Qed.

(** ** A5 *)

(** A5, first half (Eqs. 7, 8), any ordered field.  The recursion gives, on
    every path, the product of the ratios of all later turns times the joint
    advantage. *)
Theorem A5_carried_is_product_any_field : forall G old new n path,
  carriedAdvantage G new old n path =
  suffixRatio new old n path * jointAdvantage G old path.
Proof.
move=> G old new n path; elim: n => [|n IH]; first by rewrite mul1r.
by rewrite ratioAt_suffix [LHS]/= IH mulrA [ratioAt _ _ _ _ * _]mulrC.
Qed.

(** A5, second half, any ordered field.  Given the history and the turn's move,
    the carried advantage averages (under the OLD policy, which made the
    samples) to the value of the move followed by the NEW policy, minus the old
    J. *)
Theorem A5_carried_mean_any_field : forall G old new n h,
  wellFormed G -> isPolicy G new -> covers G old new -> node G n h ->
  expect G old n h (carriedAdvantage G new old n) =
  value G new n h - expectedReturn G old.
Proof.
move=> G old new n h HG Hp Hc; rewrite -[n in node _ n]addn0 => Hn.
rewrite (expect_ext _ (fun path _ => A5_carried_is_product_any_field G old new n path)).
by rewrite (change_of_measure _ Hc Hn) expect_sub (expect_const _ HG Hp Hn).
Qed.

(** ** A4 *)

(** The three-part policy plays what its name says. *)
Lemma value_threePart G p n first turn rest : (p + n.+1)%N = horizon G ->
  expectedReturn G (threePart p first turn rest) =
  expect G first p [::] (fun h => mean (moves G h) (turn h) (actionValue G rest n h)).
Proof.
move=> Hpn; rewrite /expectedReturn /value -Hpn expect_app.
have Root : node G (p + n.+1) [::] by rewrite Hpn node_root.
rewrite (expect_policy_ext (pol' := first) _ _ Root); last first.
  move=> j h' Hj /andP[/eqP Hl _] a _; rewrite /threePart ifT //.
  by move: Hl; rewrite -addSn addnAC -Hpn => /addIn <-; rewrite addSn ltnS leq_addl.
apply: expect_ext => h Hr; have Hn := node_reaches Root Hr.
have Hs := reaches_size Hr; rewrite addn0 in Hs.
rewrite [LHS]/= /threePart Hs ltnn eqxx; apply: mean_ext => a Ha.
have Hc := node_child Hn Ha; rewrite -[n in node _ n]addn0 in Hc.
apply: expect_policy_ext Hc => j h' Hj /andP[/eqP Hl _] b _.
have lt : (p < size h')%N.
  by rewrite -(ltn_add2l (j + 0).+1) Hl -Hpn addn0 addnC ltn_add2l ltnS.
by rewrite /threePart ltnNge (ltnW lt) /= gtn_eqF.
Qed.

(** A4 (Eq. 4), any ordered field, with any function [b] of the prefix as the
    baseline.  The turn has [p] moves before it and [n] after it.  Sampling
    from the old policy alone, the ratio of the candidate minus 1, times the
    ratios of the later turns, times (return - baseline), averages to: the J of
    (old prefix, candidate turn, new suffix) minus the J of (old prefix, old
    turn, new suffix). *)
Theorem A4_sequential_advantage_any_field : forall G old cand new p n b,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  covers G old cand -> covers G old new ->
  (p + n.+1)%N = horizon G ->
  expect G old (horizon G) [::] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * (reward G path - b (drop n.+1 path)))
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
move=> G old cand new p n b HG Ho Hcand Hnew Hcc Hcn Hpn.
rewrite !(value_threePart _ _ _ Hpn) -expect_sub -[horizon G]Hpn expect_app.
apply: expect_ext => h Hr.
have Hn : node G n.+1 h by apply: node_reaches Hr; rewrite Hpn node_root.
pose gain a := actionValue G new n h a - b h.
rewrite [LHS]/= (@mean_ext _ _ _ _ (fun a => ratio cand old h a * gain a - gain a)).
  rewrite mean_sub (reweigh _ Hcc Hn) !mean_sub.
  rewrite !mean_const ?(policy_dist HG Ho Hn) ?(policy_dist HG Hcand Hn) //.
  by rewrite opprB addrA subrK.
move=> a Ha; have Hc := node_child Hn Ha; rewrite -[n in node _ n]addn0 in Hc.
rewrite (@expect_ext _ _ _ _ _ _ (fun path => (ratio cand old h a - 1) *
  (suffixRatio new old n path * (reward G path - b h)))).
  rewrite expect_scal (change_of_measure _ Hcn Hc) expect_sub.
  by rewrite (expect_const _ HG Hnew Hc) mulrBl mul1r.
move=> path Hp; have E := reaches_drop Hp.
by rewrite /ratioAt E -add1n -drop_drop E /= drop0 mulrA.
Qed.

(** A4 with the paper's baseline, the joint advantage of Eq. 5, and full
    support of the sampling policy; any ordered field. *)
Corollary A4_with_joint_advantage_any_field : forall G old cand new p n,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  fullSupport G old -> (p + n.+1)%N = horizon G ->
  expect G old (horizon G) [::] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * jointAdvantage G old path)
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
move=> G old cand new p n HG Ho Hcand Hnew Hfull Hpn.
by apply: (A4_sequential_advantage_any_field (fun _ => expectedReturn G old));
  rewrite //; apply: full_support_covers.
Qed.

End Identities.
