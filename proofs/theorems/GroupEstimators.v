(** Claims B1, B2, B3: critic-free estimates from a group of independent
    samples of one prompt.
    Regime: bandit view (one sample = one whole response), expectation over
    ALL groups of size G, exact. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** B1 (Eq. 5).  Return minus the value of the prompt is an unbiased estimate
    of the advantage of the response, whatever randomness follows the
    response. *)
Theorem B1_return_minus_value_unbiased : forall G pol n h a,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> In a (moves G h) ->
  expect G pol n (a :: h) (fun path => reward G path - value G pol (S n) h)
  = advantage G pol n h a.
Proof.
  intros G pol n h a HG Hp Hn Ha. rewrite expect_sub.
  rewrite (expect_const G pol n 0 _ _ HG Hp); [reflexivity|].
  rewrite Nat.add_0_r. apply node_child; assumption.
Qed.

(** What [gradient] is: if p depends on theta, sums to one, and s = p'/p is its
    score, then s has mean zero and [gradient] is the derivative of J. *)
Theorem gradient_is_derivative : forall menu (p : R -> dist) (dp r : nat -> R) x,
  (forall t, sum menu (p t) = 1) ->
  (forall a, In a menu -> p x a <> 0) ->
  (forall a, In a menu -> derivable_pt_lim (fun t => p t a) x (dp a)) ->
  let s := fun a => dp a / p x a in
  mean menu (p x) s = 0 /\
  derivable_pt_lim (fun t => mean menu (p t) r) x (gradient menu (p x) s r).
Proof.
  intros menu p dp r x Hone Hne Hd s.
  assert (Sum : forall l c, (forall a, In a l -> In a menu) ->
    derivable_pt_lim (fun t => sum l (fun a => p t a * c a)) x
      (sum l (fun a => dp a * c a))).
  { induction l as [|a l IH]; intros c Hl; cbn [sum].
    - apply derivable_pt_lim_const.
    - apply (derivable_pt_lim_plus (fun t => p t a * c a) _ x _ _).
      + replace (dp a * c a) with (dp a * c a + p x a * 0) by ring.
        apply (derivable_pt_lim_mult (fun t => p t a) (fun _ => c a)).
        * apply Hd, Hl. left. reflexivity.
        * apply derivable_pt_lim_const.
      + apply IH. intros b Hb. apply Hl. right. exact Hb. }
  assert (Hs : forall c, mean menu (p x) (fun a => s a * c a) = sum menu (fun a => dp a * c a)).
  { intros c. apply sum_ext. intros a Ha. unfold s. field. apply Hne, Ha. }
  split.
  - rewrite (mean_ext _ _ _ (fun a => s a * 1)) by (intros; ring). rewrite Hs.
    apply (uniqueness_limite (fun _ : R => 1) x).
    + intros eps He. destruct (Sum menu (fun _ => 1) (fun a H => H) eps He) as [d Hd'].
      exists d. intros t Ht Htd. specialize (Hd' t Ht Htd).
      rewrite !(sum_ext _ (fun a => p _ a * 1) (p _)) in Hd' by (intros; ring).
      rewrite !Hone in Hd'. exact Hd'.
    + apply derivable_pt_lim_const.
  - unfold gradient. rewrite Hs. apply Sum. auto.
Qed.

Section Group.
Variable menu : list nat.
Variable p s r : nat -> R.
Hypothesis p_dist : sum menu p = 1.
Hypothesis score_centred : mean menu p s = 0.

Local Notation draw n h f := (expect (groupGame menu) (fun _ => p) n h f).

(** Averages over one more draw, and over n of them. *)
Lemma draw_const : forall n h c, draw n h (fun _ => c) = c.
Proof.
  induction n as [|n IH]; intros h c; simpl; [reflexivity|].
  rewrite (mean_ext _ _ _ (fun _ => c)) by (intros; apply IH).
  apply mean_const, p_dist.
Qed.

Lemma draw_ext : forall n h f g,
  (forall xs, length xs = (n + length h)%nat -> f xs = g xs) ->
  draw n h f = draw n h g.
Proof.
  intros n h f g H. apply expect_ext. intros xs Hr. apply H.
  exact (reaches_length _ _ _ _ Hr).
Qed.

Lemma draw_product : forall n h,
  draw n h (fun xs => sum xs s * sum xs r) =
  sum h s * (sum h r + INR n * mean menu p r) + INR n * gradient menu p s r.
Proof.
  induction n as [|n IH]; intros h.
  - simpl. ring.
  - cbn [expect groupGame moves].
    rewrite (mean_ext _ _ _ (fun a =>
      (sum h s * sum h r + sum h s * INR n * mean menu p r + INR n * gradient menu p s r)
      + (sum h s * r a + ((sum h r + INR n * mean menu p r) * s a + s a * r a)))).
    + rewrite mean_add, mean_const by exact p_dist.
      rewrite mean_add, mean_scal, mean_add, mean_scal, score_centred, S_INR.
      unfold gradient. ring.
    + intros a _. rewrite IH. cbn [sum]. ring.
Qed.

Lemma draw_sum : forall (f : nat -> R) n h,
  draw n h (fun xs => sum xs f) = sum h f + INR n * mean menu p f.
Proof.
  intros f. induction n as [|n IH]; intros h.
  - simpl. ring.
  - cbn [expect groupGame moves].
    rewrite (mean_ext _ _ _ (fun a => (sum h f + INR n * mean menu p f) + f a)).
    + rewrite mean_add, mean_const by exact p_dist. rewrite S_INR. ring.
    + intros a _. rewrite IH. cbn [sum]. ring.
Qed.

(** B2 (the paper's GRAE, Eq. 9, "unbiased").  With the group's OWN mean as the
    baseline the expected estimate is exactly (1 - 1/G) times the gradient, for
    every group size. *)
Theorem B2_own_mean_shrinks : forall G, (G > 0)%nat ->
  groupMean menu p G (ownMeanEstimate s r)
  = (1 - 1 / INR G) * gradient menu p s r.
Proof.
  intros G HG. assert (INR G <> 0) by (apply not_0_INR; lia).
  unfold groupMean.
  rewrite (draw_ext G [] _ (fun xs =>
    / INR G * sum xs (fun x => s x * r x)
    - / INR G * / INR G * (sum xs s * sum xs r))).
  - rewrite expect_sub, !expect_scal, draw_product, draw_sum. simpl sum.
    unfold gradient. field. assumption.
  - intros xs Hl. simpl in Hl. rewrite Nat.add_0_r in Hl.
    unfold ownMeanEstimate, groupReward. rewrite Hl.
    rewrite (sum_ext _ _ (fun x => s x * r x - (sum xs r / INR G) * s x))
      by (intros; ring).
    rewrite sum_sub, sum_scal. field. assumption.
Qed.

(** Draws do not depend on what was drawn before. *)
Lemma draw_shift : forall n h h' f f',
  (forall ys, length ys = n -> f (ys ++ h) = f' (ys ++ h')) ->
  draw n h f = draw n h' f'.
Proof.
  induction n as [|n IH]; intros h h' f f' H; cbn [expect].
  - exact (H [] eq_refl).
  - apply mean_ext. intros a _. apply IH. intros ys Hl.
    specialize (H (ys ++ [a])).
    rewrite <- !app_assoc in H. apply H. rewrite app_length. simpl. lia.
Qed.

(** The own score times anything that depends on the others has mean zero:
    draw the own sample last. *)
Lemma draw_own_score : forall G i (b : list nat -> R), (i < G)%nat ->
  groupMean menu p G (fun xs => s (nth i xs 0%nat) * b (others i xs)) = 0.
Proof.
  intros G i b Hi. unfold groupMean.
  replace G with ((G - S i) + S i)%nat by lia.
  rewrite expect_app.
  rewrite (expect_ext _ _ _ _ _ (fun _ => 0)); [apply draw_const|].
  intros h _. cbn [expect].
  rewrite (mean_ext _ _ _ (fun a => draw i h b * s a)).
  - rewrite mean_scal. change (moves (groupGame menu) h) with menu.
    rewrite score_centred. ring.
  - intros a _. rewrite Rmult_comm, <- (expect_scal _ _ _ _ (s a)).
    apply draw_shift. intros ys Hl.
    unfold others. rewrite app_nth2 by lia. rewrite Hl, Nat.sub_diag.
    rewrite firstn_app, Hl, Nat.sub_diag, skipn_app, Hl.
    replace (S i - i)%nat with 1%nat by lia.
    rewrite (firstn_all2 ys) by lia. rewrite (skipn_all2 ys) by lia.
    simpl. rewrite app_nil_r. reflexivity.
Qed.

Lemma draw_own_term : forall G i (f : nat -> R), (i < G)%nat ->
  groupMean menu p G (fun xs => f (nth i xs 0%nat)) = mean menu p f.
Proof.
  intros G i f Hi. unfold groupMean.
  replace G with ((G - S i) + S i)%nat by lia.
  rewrite expect_app.
  rewrite (expect_ext _ _ _ _ _ (fun _ => mean menu p f)); [apply draw_const|].
  intros h _. cbn [expect]. apply mean_ext. intros a _.
  transitivity (draw i [] (fun _ => f a)); [|apply draw_const].
  apply draw_shift. intros ys Hl. rewrite app_nth2 by lia.
  rewrite Hl, Nat.sub_diag. reflexivity.
Qed.

(** B3.  With any baseline computed from the OTHER samples of the group the
    expected estimate is exactly the gradient. *)
Theorem B3_other_baseline_unbiased : forall G b, (G > 0)%nat ->
  groupMean menu p G (otherBaselineEstimate s r b) = gradient menu p s r.
Proof.
  intros G b HG. assert (INR G <> 0) by (apply not_0_INR; lia).
  unfold groupMean.
  rewrite (draw_ext G [] _ (fun xs => / INR G * sum (seq 0 G) (fun i =>
    s (nth i xs 0%nat) * r (nth i xs 0%nat)
    - s (nth i xs 0%nat) * b (others i xs)))).
  2:{ intros xs Hl. simpl in Hl. rewrite Nat.add_0_r in Hl.
      unfold otherBaselineEstimate. rewrite Hl. unfold Rdiv. rewrite Rmult_comm.
      f_equal. apply sum_ext. intros. ring. }
  rewrite expect_scal.
  assert (Swap : forall l, (forall i, In i l -> (i < G)%nat) ->
    groupMean menu p G (fun xs => sum l (fun i =>
      s (nth i xs 0%nat) * r (nth i xs 0%nat)
      - s (nth i xs 0%nat) * b (others i xs)))
    = INR (length l) * gradient menu p s r).
  { induction l as [|i l IH]; intros Hl.
    - unfold groupMean. cbn [sum]. rewrite draw_const. simpl. ring.
    - unfold groupMean in *. cbn [sum]. rewrite expect_add, expect_sub.
      rewrite IH by (intros j Hj; apply Hl; right; exact Hj).
      pose proof (draw_own_term G i (fun a => s a * r a) (Hl i (or_introl eq_refl))) as T.
      pose proof (draw_own_score G i b (Hl i (or_introl eq_refl))) as Z.
      unfold groupMean in T, Z. rewrite T, Z. cbn [length]. rewrite S_INR.
      unfold gradient. ring. }
  unfold groupMean in Swap. rewrite Swap.
  - rewrite seq_length. field. assumption.
  - intros i Hi. apply in_seq in Hi. lia.
Qed.

(** B3 for RLOO: the mean of the other rewards. *)
Corollary B3_leave_one_out_unbiased : forall G, (G > 0)%nat ->
  groupMean menu p G (leaveOneOutEstimate s r) = gradient menu p s r.
Proof. intros. apply B3_other_baseline_unbiased. assumption. Qed.

End Group.
