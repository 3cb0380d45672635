(** A computed check that a given policy is one exact clipped sweep of another
    (with the certificate of C4), and the tactics for concrete games.  Used by
    the instances and by generated files. *)
From Coq Require Import Reals List QArith Qreals Bool Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.ClippedStep
  theorems.RationalBridge.
Open Scope R_scope.

Lemma Qlt_check : forall x y, negb (Qle_bool x y) = true -> Q2R y < Q2R x.
Proof.
  intros x y H. apply negb_true_iff in H. apply Qlt_Rlt, Qnot_le_lt.
  rewrite <- Qle_bool_iff, H. discriminate.
Qed.

Lemma low_bridge : forall eps p, Q2R ((1 - eps) * p) = (1 - Q2R eps) * Q2R p.
Proof. intros. rewrite Q2R_mult, Q2R_minus, Q2R_1. reflexivity. Qed.

Lemma high_bridge : forall eps p, Q2R ((1 + eps) * p) = (1 + Q2R eps) * Q2R p.
Proof. intros. rewrite Q2R_mult, Q2R_plus, Q2R_1. reflexivity. Qed.

Lemma slopeRight_bridge : forall eps p q hi lo,
  slopeRight (Q2R eps) (Q2R p) (Q2R q) (Q2R hi) (Q2R lo)
  = Q2R (slopeRightQ eps p q hi lo).
Proof.
  intros. unfold slopeRight, slopeRightQ. rewrite <- low_bridge, <- high_bridge.
  destruct (Qle_bool ((1 - eps) * p) q) eqn:E1;
  destruct (Qle_bool ((1 + eps) * p) q) eqn:E2; simpl;
  repeat match goal with
  | H : Qle_bool _ _ = true |- _ => apply Qle_check in H
  | H : Qle_bool ?x ?y = false |- _ =>
      assert (Q2R y < Q2R x) by (apply Qlt_check; rewrite H; reflexivity); clear H
  end;
  repeat destruct (Rlt_dec _ _); try lra; rewrite ?Q2R_minus, ?Q2R_opp; reflexivity.
Qed.

Lemma slopeLeft_bridge : forall eps p q hi lo,
  slopeLeft (Q2R eps) (Q2R p) (Q2R q) (Q2R hi) (Q2R lo)
  = Q2R (slopeLeftQ eps p q hi lo).
Proof.
  intros. unfold slopeLeft, slopeLeftQ. rewrite <- low_bridge, <- high_bridge.
  destruct (Qle_bool q ((1 - eps) * p)) eqn:E1;
  destruct (Qle_bool q ((1 + eps) * p)) eqn:E2; simpl;
  repeat match goal with
  | H : Qle_bool _ _ = true |- _ => apply Qle_check in H
  | H : Qle_bool ?x ?y = false |- _ =>
      assert (Q2R y < Q2R x) by (apply Qlt_check; rewrite H; reflexivity); clear H
  end;
  repeat destruct (Rle_dec _ _); try lra; rewrite ?Q2R_minus, ?Q2R_opp; reflexivity.
Qed.

Lemma Q2R_eq_zero : forall x, Qeq_bool x 0 = false -> Q2R x <> 0.
Proof.
  intros x H E. rewrite <- Q2R_0 in E. apply eqR_Qeq, Qeq_bool_iff in E. congruence.
Qed.

(** The local check is sound. *)
Lemma clippedStep_check : forall g eps old m m' n h q,
  wellFormed (toGame g) -> isPolicy (toGame g) (toPolicy old) ->
  node (toGame g) (S n) h -> 0 <= Q2R eps ->
  (forall path, m' path = Q2R (m path)) ->
  clippedStepCheck g eps old m n h q = true ->
  isArgmax (coveredDist (moves (toGame g) h) (toPolicy old h))
    (clippedObjective (toGame g) (Q2R eps) (toPolicy old) m' n h) (toDist q).
Proof.
  intros g eps old m m' n h q HG Ho Hn He Hm H.
  unfold clippedStepCheck in H. cbv zeta in H.
  apply andb_prop in H. destruct H as [Hd Hall]. rewrite forallb_forall in Hall.
  match type of Hall with context [Qle_bool _ ?mu] => set (level := mu) in * end.
  assert (Hi : forall a, expect (toGame g) (toPolicy old) n (a :: h) (fun path => posPart (m' path))
    = Q2R (expectQ g old n (a :: h) (fun path => maxQ 0 (m path)))).
  { intros a. rewrite expect_bridge. apply expect_ext. intros path _.
    unfold posPart. rewrite Hm, Q2R_max, Q2R_0. reflexivity. }
  assert (Lo : forall a, expect (toGame g) (toPolicy old) n (a :: h) (fun path => negPart (m' path))
    = Q2R (expectQ g old n (a :: h) (fun path => maxQ 0 (- m path)))).
  { intros a. rewrite expect_bridge. apply expect_ext. intros path _.
    unfold negPart. rewrite Hm, Q2R_max, Q2R_0, Q2R_opp. reflexivity. }
  apply (C4_clipped_argmax_certificate _ _ _ _ _ _ _ (Q2R level)); try assumption.
  - split; [apply isDist_check, Hd|]. intros a Ha Z. specialize (Hall a Ha).
    destruct (Qeq_bool (old h a) 0) eqn:E.
    + unfold toDist. rewrite (Qeq_check _ _ Hall). apply Q2R_0.
    + exfalso. apply (Q2R_eq_zero _ E). exact Z.
  - intros a Ha Z. cbv zeta. rewrite Hi, Lo. specialize (Hall a Ha).
    destruct (Qeq_bool (old h a) 0) eqn:E.
    + exfalso. apply Z. unfold toPolicy, toDist. rewrite (Qeq_check _ _ E). apply Q2R_0.
    + apply andb_prop in Hall. destruct Hall as [H1 H3]. apply andb_prop in H1.
      destruct H1 as [H1 H2]. unfold toPolicy, toDist.
      rewrite slopeRight_bridge, slopeLeft_bridge.
      split; [apply Qle_check, H2|]. apply orb_prop in H3. destruct H3 as [H3|H3].
      * left. rewrite (Qeq_check _ _ H3). apply Q2R_0.
      * right. apply Qle_check, H3.
Qed.

(** The check of a whole sweep is sound. *)
Theorem clippedSweep_check : forall g eps old new,
  wellFormed (toGame g) -> isPolicy (toGame g) (toPolicy old) -> 0 <= Q2R eps ->
  clippedSweepCheck g eps old new = true ->
  exactClippedSweep (toGame g) (Q2R eps) (toPolicy old) (toPolicy new).
Proof.
  intros g eps old new HG Ho He H n h Hn.
  pose proof (for_all_nodes g _ H n h Hn) as T. cbv beta iota in T.
  simpl chance. destruct (chanceQ g h) as [c|].
  - rewrite forallb_forall in T. intros a Ha. apply Qeq_check, T, Ha.
  - apply (clippedStep_check g eps old (carriedAdvantageQ g new old n)); try assumption.
    intros path. apply carriedAdvantage_bridge.
Qed.

(** Tactics: confirm a number of a concrete game by computation; discharge the
    side conditions of a concrete game. *)
Ltac compute_game :=
  first [ rewrite expectedReturn_bridge | rewrite carriedAdvantage_bridge
        | rewrite advantage_bridge | rewrite actionValue_bridge
        | rewrite value_bridge | rewrite jointRatioSurrogate_bridge ];
  apply Qeq_eqR; vm_compute; reflexivity.

Ltac check_game :=
  first [ apply wellFormed_check; vm_compute; reflexivity
        | apply isPolicy_check; vm_compute; reflexivity
        | apply fullSupport_check; vm_compute; reflexivity ].
