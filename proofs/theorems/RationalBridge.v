(** The rational computations of Rational.v agree with the real definitions.
    No claim here; this is what lets Coq confirm numbers by computation. *)
From Coq Require Import Reals List QArith Qreals Bool Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.ClippedStep.
Open Scope R_scope.

Lemma Q2R_0 : Q2R 0 = 0.  Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1.  Proof. unfold Q2R. simpl. lra. Qed.

Lemma Q2R_red : forall x, Q2R (Qred x) = Q2R x.
Proof. intros. apply Qeq_eqR, Qred_correct. Qed.

(** Division by zero gives zero on both sides. *)
Lemma Q2R_divide : forall x y, Q2R (x / y) = Q2R x / Q2R y.
Proof.
  intros x y. destruct (Qeq_dec y 0) as [Z|Z].
  - assert (E : (x / y == 0)%Q) by (rewrite Z; unfold Qdiv, Qinv; simpl; ring).
    rewrite (Qeq_eqR _ _ E), (Qeq_eqR _ _ Z), !Q2R_0. unfold Rdiv.
    rewrite Rinv_0. ring.
  - apply Q2R_div. exact Z.
Qed.

Lemma Q2R_min : forall x y, Q2R (minQ x y) = Rmin (Q2R x) (Q2R y).
Proof.
  intros x y. unfold minQ. destruct (Qle_bool x y) eqn:E.
  - rewrite Rmin_left; [reflexivity|]. apply Qle_Rle, Qle_bool_iff, E.
  - rewrite Rmin_right; [reflexivity|]. left. apply Qlt_Rlt.
    apply Qnot_le_lt. rewrite <- Qle_bool_iff, E. discriminate.
Qed.

Lemma Q2R_max : forall x y, Q2R (maxQ x y) = Rmax (Q2R x) (Q2R y).
Proof.
  intros x y. unfold maxQ. destruct (Qle_bool x y) eqn:E.
  - rewrite Rmax_right; [reflexivity|]. apply Qle_Rle, Qle_bool_iff, E.
  - rewrite Rmax_left; [reflexivity|]. left. apply Qlt_Rlt.
    apply Qnot_le_lt. rewrite <- Qle_bool_iff, E. discriminate.
Qed.

Lemma sum_bridge : forall l f, Q2R (sumQ l f) = sum l (fun a => Q2R (f a)).
Proof.
  induction l as [|a l IH]; intros f; [apply Q2R_0|].
  cbn [sumQ sum]. rewrite Q2R_red, Q2R_plus, IH. reflexivity.
Qed.

Lemma mean_bridge : forall l q f,
  Q2R (meanQ l q f) = mean l (toDist q) (fun a => Q2R (f a)).
Proof.
  intros. unfold meanQ. rewrite sum_bridge. apply sum_ext. intros.
  apply Q2R_mult.
Qed.

Lemma expect_bridge : forall g pol n h f,
  Q2R (expectQ g pol n h f)
  = expect (toGame g) (toPolicy pol) n h (fun path => Q2R (f path)).
Proof.
  intros g pol. induction n as [|n IH]; intros h f; [reflexivity|].
  cbn [expectQ expect]. rewrite mean_bridge. apply mean_ext. intros. apply IH.
Qed.

Theorem value_bridge : forall g pol n h,
  value (toGame g) (toPolicy pol) n h = Q2R (valueQ g pol n h).
Proof. intros. symmetry. apply (expect_bridge g pol n h (rewardQ g)). Qed.

Theorem actionValue_bridge : forall g pol n h a,
  actionValue (toGame g) (toPolicy pol) n h a = Q2R (actionValueQ g pol n h a).
Proof. intros. apply value_bridge. Qed.

Theorem advantage_bridge : forall g pol n h a,
  advantage (toGame g) (toPolicy pol) n h a = Q2R (advantageQ g pol n h a).
Proof.
  intros. unfold advantage, advantageQ.
  rewrite actionValue_bridge, value_bridge, Q2R_red, Q2R_minus. reflexivity.
Qed.

Theorem expectedReturn_bridge : forall g pol,
  expectedReturn (toGame g) (toPolicy pol) = Q2R (expectedReturnQ g pol).
Proof. intros. apply value_bridge. Qed.

Lemma ratio_bridge : forall new old h a,
  ratio (toPolicy new) (toPolicy old) h a = Q2R (ratioQ new old h a).
Proof. intros. unfold ratioQ. rewrite Q2R_divide. reflexivity. Qed.

Lemma suffixRatio_bridge : forall new old n path,
  suffixRatio (toPolicy new) (toPolicy old) n path = Q2R (suffixRatioQ new old n path).
Proof.
  intros new old. induction n as [|n IH]; intros path; [symmetry; apply Q2R_1|].
  destruct path as [|a h]; [symmetry; apply Q2R_1|].
  cbn [suffixRatio suffixRatioQ]. rewrite ratio_bridge, IH, Q2R_mult. reflexivity.
Qed.

Lemma jointAdvantage_bridge : forall g old path,
  jointAdvantage (toGame g) (toPolicy old) path = Q2R (jointAdvantageQ g old path).
Proof.
  intros. unfold jointAdvantage, jointAdvantageQ.
  rewrite expectedReturn_bridge, Q2R_minus. reflexivity.
Qed.

Theorem carriedAdvantage_bridge : forall g new old n path,
  carriedAdvantage (toGame g) (toPolicy new) (toPolicy old) n path
  = Q2R (carriedAdvantageQ g new old n path).
Proof.
  intros g new old. induction n as [|n IH]; intros path.
  - apply jointAdvantage_bridge.
  - cbn [carriedAdvantage carriedAdvantageQ]. rewrite Q2R_red, Q2R_mult, IH. f_equal.
    unfold ratioAt, ratioAtQ. destruct (skipn n path) as [|a h].
    + symmetry. apply Q2R_1.
    + apply ratio_bridge.
Qed.

Lemma clipped_bridge : forall eps rho m,
  Q2R (clippedQ eps rho m) = clipped (Q2R eps) (Q2R rho) (Q2R m).
Proof.
  intros. unfold clippedQ, clipped, clipQ, clip.
  rewrite Q2R_min, !Q2R_mult, Q2R_max, Q2R_min, Q2R_minus, Q2R_plus, Q2R_1.
  reflexivity.
Qed.

Theorem clippedObjective_bridge : forall g eps old m m' n h q,
  (forall path, m' path = Q2R (m path)) ->
  clippedObjective (toGame g) (Q2R eps) (toPolicy old) m' n h (toDist q)
  = Q2R (clippedObjectiveQ g eps old m n h q).
Proof.
  intros g eps old m m' n h q Hm. unfold clippedObjectiveQ, clippedObjective.
  rewrite mean_bridge. apply mean_ext. intros a _. rewrite expect_bridge.
  apply expect_ext. intros path _.
  rewrite clipped_bridge, Q2R_divide, Hm. reflexivity.
Qed.

Theorem jointRatioSurrogate_bridge : forall g eps old new,
  jointRatioSurrogate (toGame g) (Q2R eps) (toPolicy old) (toPolicy new)
  = Q2R (jointRatioSurrogateQ g eps old new).
Proof.
  intros. unfold jointRatioSurrogateQ. rewrite expect_bridge.
  apply expect_ext. intros path _.
  rewrite clipped_bridge, suffixRatio_bridge, jointAdvantage_bridge. reflexivity.
Qed.

(** ** The list of all nodes is complete *)

Lemma reaches_snoc : forall G k h path a,
  reaches G k h path -> In a (moves G path) -> reaches G (S k) h (a :: path).
Proof.
  intros G. induction k as [|k IH]; intros h path a Hr Ha.
  - simpl in *. subst. exists a. auto.
  - destruct Hr as [b [Hb Hr]]. exists b. split; [exact Hb|]. apply IH; assumption.
Qed.

Lemma legal_reaches : forall G h, legal (moves G) h -> reaches G (length h) [] h.
Proof.
  intros G. induction h as [|a h IH]; intros Hl; [reflexivity|].
  destruct Hl as [Ha Hl]. apply reaches_snoc; auto.
Qed.

Lemma all_nodes_complete : forall g n h,
  node (toGame g) (S n) h -> In (n, h) (allNodes g).
Proof.
  intros g n h [Hlen Hleg].
  assert (Gen : forall k h0, reaches (toGame g) k h0 h ->
    In (n, h) (nodesBelow g (k + S n) h0)).
  { induction k as [|k IH]; intros h0 Hr; cbn [nodesBelow Nat.add].
    - simpl in Hr. subst. left. reflexivity.
    - destruct Hr as [a [Ha Hr]]. right. apply in_flat_map.
      exists a. split; [exact Ha|]. apply IH. exact Hr. }
  unfold allNodes. replace (horizonQ g) with (length h + S n)%nat
    by (simpl in Hlen; lia).
  apply Gen. apply legal_reaches. exact Hleg.
Qed.

Lemma for_all_nodes : forall g (test : nat * history -> bool),
  forallb test (allNodes g) = true ->
  forall n h, node (toGame g) (S n) h -> test (n, h) = true.
Proof.
  intros g test H n h Hn. rewrite forallb_forall in H.
  apply H, all_nodes_complete, Hn.
Qed.

(** ** The checks are sound *)

Lemma Qle_check : forall x y, Qle_bool x y = true -> Q2R x <= Q2R y.
Proof. intros. apply Qle_Rle, Qle_bool_iff. assumption. Qed.

Lemma Qeq_check : forall x y, Qeq_bool x y = true -> Q2R x = Q2R y.
Proof. intros. apply Qeq_eqR, Qeq_bool_iff. assumption. Qed.

Lemma isDist_check : forall l q, isDistQ l q = true -> isDist l (toDist q).
Proof.
  intros l q H. apply andb_prop in H. destruct H as [H1 H2].
  rewrite forallb_forall in H1. split.
  - intros a Ha. rewrite <- Q2R_0. apply Qle_check, H1, Ha.
  - rewrite <- Q2R_1, <- (Qeq_check _ _ H2), sum_bridge. reflexivity.
Qed.

Lemma noDuplicates_check : forall l, noDuplicates l = true -> NoDup l.
Proof.
  induction l as [|a l IH]; intros H; [constructor|].
  apply andb_prop in H. destruct H as [H1 H2]. constructor; [|apply IH, H2].
  intros Hin. apply negb_true_iff in H1.
  assert (existsb (Nat.eqb a) l = true)
    by (apply existsb_exists; exists a; split; [exact Hin|apply PeanoNat.Nat.eqb_refl]).
  congruence.
Qed.

Theorem wellFormed_check : forall g, wellFormedQ g = true -> wellFormed (toGame g).
Proof.
  intros g H n h Hn. apply (for_all_nodes g _ H) in Hn. cbn [snd] in Hn.
  apply andb_prop in Hn. destruct Hn as [H1 H3]. apply andb_prop in H1.
  destruct H1 as [H1 H2]. split; [|split].
  - simpl. destruct (movesQ g h); [discriminate|discriminate].
  - apply noDuplicates_check, H2.
  - simpl. destruct (chanceQ g h); [apply isDist_check, H3|exact I].
Qed.

Theorem isPolicy_check : forall g pol,
  isPolicyQ g pol = true -> isPolicy (toGame g) (toPolicy pol).
Proof.
  intros g pol H n h Hn. apply (for_all_nodes g _ H) in Hn. cbn [snd] in Hn.
  unfold admissible. simpl. destruct (chanceQ g h) as [c|].
  - rewrite forallb_forall in Hn. intros a Ha. apply Qeq_check, Hn, Ha.
  - apply isDist_check, Hn.
Qed.

Theorem fullSupport_check : forall g pol,
  fullSupportQ g pol = true -> fullSupport (toGame g) (toPolicy pol).
Proof.
  intros g pol H n h a Hn Ha. apply (for_all_nodes g _ H) in Hn. cbn [snd] in Hn.
  rewrite forallb_forall in Hn. specialize (Hn a Ha). apply negb_true_iff in Hn.
  rewrite <- Q2R_0. apply Qlt_Rlt, Qnot_le_lt.
  rewrite <- Qle_bool_iff, Hn. discriminate.
Qed.
