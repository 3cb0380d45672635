(** Closed instances of families C and D on the game of ThreeLevel.v. *)
From Coq Require Import Reals List QArith Qreals Bool Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Clip theorems.ClippedStep theorems.JointRatio theorems.Optimality
  theorems.Drifts theorems.SoftmaxGradient.
From SeeUPO Require Import theorems.RationalBridge theorems.SweepCheck
  instances.ThreeLevel instances.Identities.
Open Scope R_scope.

Lemma eps3_positive : 0 < Q2R eps3.
Proof. unfold eps3, Q2R. simpl. lra. Qed.
Lemma eps3_ok : 0 <= Q2R eps3.
Proof. apply Rlt_le, eps3_positive. Qed.

Example C1_instance :
  validDrift (isDist (moves G3 [0]%nat)) (before [0]%nat)
    (clipDrift G3 (Q2R eps3) before (carriedAdvantage G3 after before 1) 1 [0]%nat).
Proof.
  apply C1_clip_residual_is_valid_drift;
    [exact game3_ok|exact old3_ok|exact old3_full|exact node_context|exact eps3_positive].
Qed.

Example C3_instance :
  validDrift (isDist (moves G3 [0]%nat)) (before [0]%nat)
    (squaredDistance (moves G3 [0]%nat) (before [0]%nat)) /\
  validDrift (isDist (moves G3 [0]%nat)) (before [0]%nat)
    (chiSquared (moves G3 [0]%nat) (before [0]%nat)).
Proof.
  split; [apply C3_squared_distance_is_valid_drift|].
  apply C3_chi_squared_is_valid_drift. intros a Ha.
  exact (old3_full 1%nat [0]%nat a node_context Ha).
Qed.

Example C2_instance :
  validDrift (isDist (moves G3 [0]%nat)) (before [0]%nat)
    (fun q => klDivergence (moves G3 [0]%nat) q (before [0]%nat)).
Proof.
  apply C2_kl_is_valid_drift.
  - apply (policy_dist G3 before 1 [0]%nat); [exact game3_ok|exact old3_ok|exact node_context].
  - intros a Ha. exact (old3_full 1%nat [0]%nat a node_context Ha).
Qed.

(** Theorem 1 with the greedy step: the admissible set as the neighbourhood,
    no drift. *)
Definition greedyAfter : policy := reverseSweep G3 (greedyRule G3) before.
Definition noDrift : nat -> history -> dist -> R := fun _ _ _ => 0.

Lemma greedy_mirror : mirrorStep G3 (admissible G3) noDrift greedyAfter greedyAfter.
Proof.
  intros n h Hn.
  assert (E : greedyAfter h = greedyRule G3 h (before h) (actionValue G3 greedyAfter n h))
    by exact (reverse_sweep_step G3 (greedyRule G3) before n h Hn).
  destruct (greedy_is_argmax G3 n h (before h) (actionValue G3 greedyAfter n h)
    game3_ok Hn (old3_ok n h Hn)) as [Hadm Hmax].
  rewrite <- E in Hadm, Hmax. split; [exact Hadm|]. intros q Hq. unfold noDrift.
  specialize (Hmax q Hq). cbv beta in Hmax. lra.
Qed.

Lemma greedy_drift : driftAndNeighbourhood G3 (admissible G3) noDrift before.
Proof.
  intros n h Hn. split; [exact (old3_ok n h Hn)|]. split; [reflexivity|].
  intros. apply Rle_refl.
Qed.

Example D1_reverse_instance : expectedReturn G3 before <= expectedReturn G3 greedyAfter.
Proof.
  exact (D1_reverse_sweep_improves G3 _ _ before greedyAfter game3_ok old3_ok
    greedy_drift greedy_mirror).
Qed.

Example D2_reverse_instance :
  value G3 before 1 [1; 0]%nat <= value G3 greedyAfter 1 [1; 0]%nat.
Proof.
  exact (D2_reverse_no_history_loses G3 _ _ before greedyAfter game3_ok old3_ok
    greedy_drift greedy_mirror 1 _ node_after_context).
Qed.

Definition greedyForward : policy := forwardSweep G3 (greedyRule G3) before.

Lemma forward_policy : forall pol, isPolicy G3 pol ->
  isPolicy G3 (forwardSweep G3 (greedyRule G3) pol) /\
  mirrorStep G3 (admissible G3) noDrift pol (forwardSweep G3 (greedyRule G3) pol).
Proof.
  intros pol Hp. split; intros n h Hn;
    rewrite (forward_sweep_step G3 _ pol n h Hn);
    destruct (greedy_is_argmax G3 n h (pol h) (actionValue G3 pol n h)
      game3_ok Hn (Hp n h Hn)) as [Hadm Hmax]; [exact Hadm|].
  split; [exact Hadm|]. intros q Hq. unfold noDrift. specialize (Hmax q Hq).
  cbv beta in Hmax. lra.
Qed.

Example D1_forward_instance : expectedReturn G3 before <= expectedReturn G3 greedyForward.
Proof.
  destruct (forward_policy before old3_ok) as [Hp Hm].
  exact (D1_forward_sweep_improves G3 _ _ before greedyForward game3_ok Hp greedy_drift Hm).
Qed.

Example D2_forward_instance :
  value G3 before 1 [1; 0]%nat <= value G3 greedyForward 1 [1; 0]%nat.
Proof.
  destruct (forward_policy before old3_ok) as [Hp Hm].
  exact (D2_forward_no_history_loses G3 _ _ before greedyForward game3_ok Hp
    greedy_drift Hm 1 _ node_after_context).
Qed.

(** Two stages, each of all histories at once, in any order. *)
Lemma greedy_stage : forall pol, isPolicy G3 pol ->
  stage G3 pol (forwardSweep G3 (greedyRule G3) pol).
Proof.
  intros pol Hp. destruct (forward_policy pol Hp) as [Hq Hm]. split; [exact Hq|].
  intros n h Hn. right. exists (admissible G3 h), (fun _ => 0).
  split; [exact (Hp n h Hn)|]. split; [reflexivity|]. split; [intros; lra|].
  exact (Hm n h Hn).
Qed.

Example D1_any_order_instance :
  value G3 before 3 [] <= value G3 (forwardSweep G3 (greedyRule G3) greedyForward) 3 [].
Proof.
  apply D1_any_order_improves; [exact game3_ok| |apply node_root].
  apply one_more with greedyForward; [apply greedy_stage, old3_ok|].
  eapply one_more; [|apply no_stage]. apply greedy_stage.
  apply (forward_policy before old3_ok).
Qed.

(** Reached histories only: the same sweep, told nothing about the others. *)
Example D1_reached_only_instance :
  value G3 before 3 [] <= value G3 greedyAfter 3 [] /\
  value G3 before 3 [] <= value G3 greedyForward 3 [].
Proof.
  split.
  - apply D1_reverse_reached_only; [exact game3_ok|exact old3_ok| |apply node_root|exact I].
    intros n h Hn _. pose proof (mirror_step_gains G3 _ _ before greedyAfter greedyAfter n h
      greedy_drift greedy_mirror Hn) as X. unfold noDrift in X. lra.
  - destruct (forward_policy before old3_ok) as [Hp Hm].
    apply D1_forward_reached_only; [exact game3_ok|exact Hp| |apply node_root|exact I].
    intros n h Hn _. pose proof (mirror_step_gains G3 _ _ before before greedyForward n h
      greedy_drift Hm Hn) as X. unfold noDrift in X. rewrite value_step.
    unfold greedyForward in *. lra.
Qed.

Example D3_reverse_instance :
  value G3 before 3 [] + along G3 before (fun n h => noDrift n h (greedyAfter h)) 3 []
  <= value G3 greedyAfter 3 [].
Proof.
  apply D3_reverse_gain; [exact game3_ok|exact old3_ok| |apply node_root].
  intros n h Hn. apply (mirror_step_gains G3 (admissible G3) noDrift);
    [exact greedy_drift|exact greedy_mirror|exact Hn].
Qed.

Example D3_forward_instance :
  value G3 before 3 [] + along G3 greedyForward (fun n h => noDrift n h (greedyForward h)) 3 []
  <= value G3 greedyForward 3 [].
Proof.
  destruct (forward_policy before old3_ok) as [Hp Hm].
  apply D3_forward_gain; [exact game3_ok|exact Hp| |apply node_root].
  intros n h Hn. rewrite value_step. apply (mirror_step_gains G3 (admissible G3) noDrift);
    [exact greedy_drift|exact Hm|exact Hn].
Qed.

(** Theorem 1 for an exact sweep of SeeUPPO-GRAE: J grows from 2/3 to 14/15. *)
Example D1_exact_sweep_instance :
  value G3 before 2 [1]%nat <= value G3 after 2 [1]%nat /\
  expectedReturn G3 before < expectedReturn G3 after.
Proof.
  destruct (D1_exact_clipped_sweep_improves G3 (Q2R eps3) before after
    game3_ok old3_ok eps3_ok sweep3) as [_ [_ H]].
  split; [apply H; split; [reflexivity|simpl; tauto]|].
  unfold G3, before, after. rewrite J_old3, J_new3. unfold Q2R. simpl. lra.
Qed.

(** The conditions of D12 and D4, checked at every history by computation. *)
Definition notWorse (m : nat -> history -> Q) : bool :=
  forallb (fun nh => let '(n, h) := nh in
    Qle_bool (clippedObjectiveQ game3 eps3 old3 (m n) n h (old3 h))
             (clippedObjectiveQ game3 eps3 old3 (m n) n h (new3 h)))
  (allNodes game3).

Example D12_instance :
  value G3 before 3 []
  + along G3 before (fun n h =>
      clipDrift G3 (Q2R eps3) before (carriedAdvantage G3 after before n) n h (after h)) 3 []
  <= value G3 after 3 [].
Proof.
  apply D12_practical_condition;
    [exact game3_ok|exact old3_ok|exact new3_ok|exact covered3|exact eps3_ok| |apply node_root].
  assert (C : notWorse (carriedAdvantageQ game3 new3 old3) = true)
    by (vm_compute; reflexivity).
  intros n h Hn. pose proof (for_all_nodes game3 _ C n h Hn) as T. cbv beta iota in T.
  unfold G3, before, after.
  change (toPolicy old3 h) with (toDist (old3 h)).
  change (toPolicy new3 h) with (toDist (new3 h)).
  rewrite !(clippedObjective_bridge _ _ _ (carriedAdvantageQ game3 new3 old3 n))
    by (intros; apply carriedAdvantage_bridge).
  apply Qle_check. exact T.
Qed.

Example D4_instance :
  value G3 before 3 []
  + along G3 after (fun n h =>
      clipDrift G3 (Q2R eps3) before (jointAdvantage G3 before) n h (after h)) 3 []
  <= value G3 after 3 [].
Proof.
  apply D4_all_turns_at_once;
    [exact game3_ok|exact old3_ok|exact new3_ok|exact covered3|exact eps3_ok| |apply node_root].
  assert (C : notWorse (fun _ => jointAdvantageQ game3 old3) = true)
    by (vm_compute; reflexivity).
  intros n h Hn. pose proof (for_all_nodes game3 _ C n h Hn) as T. cbv beta iota in T.
  unfold G3, before, after.
  change (toPolicy old3 h) with (toDist (old3 h)).
  change (toPolicy new3 h) with (toDist (new3 h)).
  rewrite !(clippedObjective_bridge _ _ _ (jointAdvantageQ game3 old3))
    by (intros; apply jointAdvantage_bridge).
  apply Qle_check. exact T.
Qed.

Lemma surrogate3 : jointRatioSurrogate G3 (Q2R eps3) before after = Q2R (127 # 900).
Proof. unfold G3, before, after. compute_game. Qed.

Example D5_instance :
  Q2R (127 # 900) <= expectedReturn G3 after - expectedReturn G3 before /\
  expectedReturn G3 before <= expectedReturn G3 after.
Proof.
  rewrite <- surrogate3. split.
  - apply (D5_joint_ratio_minorant G3 (Q2R eps3) before after
      game3_ok old3_ok new3_ok covered3).
  - apply (D5_nonnegative_surrogate_is_safe G3 (Q2R eps3) before after
      game3_ok old3_ok new3_ok covered3).
    rewrite surrogate3. unfold Q2R. simpl. lra.
Qed.

Example D7_instance :
  safeguard G3 (Q2R eps3) before [after] = after /\
  expectedReturn G3 before <= expectedReturn G3 (safeguard G3 (Q2R eps3) before [after]).
Proof.
  split.
  - simpl. destruct (Rle_dec _ _) as [L|L]; [reflexivity|exfalso; apply L].
    rewrite surrogate3. unfold Q2R. simpl. lra.
  - apply D7_safeguarded_step_improves; [exact game3_ok|exact old3_ok|].
    constructor; [split; [exact new3_ok|exact covered3]|constructor].
Qed.

(** The whole run, with the two policies as the class. *)
Example D7_run_instance : forall k,
  let run := fun k => iterate (fun pol => safeguard G3 (Q2R eps3) pol [pol]) k before in
  expectedReturn G3 (run k) <= expectedReturn G3 (run (S k)).
Proof.
  intros k. apply (D7_safeguarded_run_improves G3 (Q2R eps3) (isPolicy G3) (fun pol => [pol]));
    [exact game3_ok|auto| |exact old3_ok].
  intros pol Hp. constructor; [|constructor]. split; [exact Hp|].
  intros n h a _ _ Z. exact Z.
Qed.

Example D10_instance : forall c, 0 <= c ->
  expectedReturn G3 (softmaxPolicy G3 (fun _ _ => 0))
  <= expectedReturn G3 (softmaxPolicy G3 (gradientStep G3 (fun _ => c) (fun _ _ => 0))).
Proof. intros c Hc. apply D10_expected_return; [exact game3_ok|intros; exact Hc]. Qed.

Example D9_instance :
  0 <= mean [0; 1; 2]%nat (fun a => match a with O => 7/10 | 1%nat => 1/10 | _ => 1/5 end)
    (fun a => (fun b => match b with O => 1/10 | 1%nat => 1/100 | _ => -71/200 end) a
            * (fun b => match b with O => 1/10 | 1%nat => 1/100 | _ => -71/200 end) a
            / (fun b => match b with 1%nat => 1 | _ => 1000 end) a).
Proof.
  apply (D9_kl_step_never_downhill [0; 1; 2]%nat _
    (fun b => match b with O => 1/10 | 1%nat => 1/100 | _ => -71/200 end)
    (fun b => match b with 1%nat => 1 | _ => 1000 end)).
  - split; [|simpl; lra]. intros [|[|a]] _; lra.
  - intros [|[|a]] _; lra.
Qed.
