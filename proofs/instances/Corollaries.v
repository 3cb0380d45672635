(** Closed instances of the theorems that no other instance uses. *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Group definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.GroupEstimators
  theorems.Clip theorems.SoftmaxGradient theorems.KLRate theorems.EuclideanRate
  theorems.FiniteTime theorems.FiniteTimeGame theorems.RationalBridge.
From SeeUPO Require Import instances.ThreeLevel instances.Identities instances.Improvement
  instances.Optimality instances.FiniteTime.
Open Scope R_scope.

(** Two moves with the probabilities t and 1 - t, rewards 1 and 0: dJ/dt = 1. *)
Example gradient_instance :
  let p := fun t a => match a with O => t | _ => 1 - t end in
  let s := fun a => match a with O => 1 | _ => -1 end / p (1 / 3) a in
  mean [0; 1]%nat (p (1 / 3)) s = 0 /\
  derivable_pt_lim (fun t => mean [0; 1]%nat (p t) (fun a => match a with O => 1 | _ => 0 end))
    (1 / 3) (gradient [0; 1]%nat (p (1 / 3)) s (fun a => match a with O => 1 | _ => 0 end)).
Proof.
  apply (gradient_is_derivative [0; 1]%nat
    (fun t a => match a with O => t | _ => 1 - t end) (fun a => match a with O => 1 | _ => -1 end)).
  - intros t. simpl. ring.
  - intros [|a] _; lra.
  - intros [|a] _; [apply derivable_pt_lim_id|].
    replace (-1) with (0 - 1) by lra.
    apply derivable_pt_lim_minus; [apply derivable_pt_lim_const|apply derivable_pt_lim_id].
Qed.

(** Ratio 3/2 beyond the range 1/5, advantage 2. *)
Example C1_min_form_instance : clipped (1 / 5) (3 / 2) 2 = 3 / 2 * 2 - clipResidual (1 / 5) (3 / 2) 2.
Proof. apply C1_min_form. Qed.

(** No history of the game of ThreeLevel.v loses value in its sweep. *)
Example D12_no_loss_instance : forall n h, node G3 n h -> value G3 before n h <= value G3 after n h.
Proof.
  apply (D12_no_history_loses G3 (Q2R eps3));
    [exact game3_ok|exact old3_ok|exact new3_ok|exact covered3|exact eps3_ok|].
  assert (C : notWorse (carriedAdvantageQ game3 new3 old3) = true) by (vm_compute; reflexivity).
  intros n h Hn. pose proof (for_all_nodes game3 _ C n h Hn) as T. cbv beta iota in T.
  unfold G3, before, after.
  change (toPolicy old3 h) with (toDist (old3 h)). change (toPolicy new3 h) with (toDist (new3 h)).
  rewrite !(clippedObjective_bridge _ _ _ (carriedAdvantageQ game3 new3 old3 n))
    by (intros; apply carriedAdvantage_bridge).
  apply Qle_check. exact T.
Qed.

Example D4_no_loss_instance : forall n h, node G3 n h -> value G3 before n h <= value G3 after n h.
Proof.
  apply (D4_no_history_loses G3 (Q2R eps3));
    [exact game3_ok|exact old3_ok|exact new3_ok|exact covered3|exact eps3_ok|].
  assert (C : notWorse (fun _ => jointAdvantageQ game3 old3) = true) by (vm_compute; reflexivity).
  intros n h Hn. pose proof (for_all_nodes game3 _ C n h Hn) as T. cbv beta iota in T.
  unfold G3, before, after.
  change (toPolicy old3 h) with (toDist (old3 h)). change (toPolicy new3 h) with (toDist (new3 h)).
  rewrite !(clippedObjective_bridge _ _ _ (jointAdvantageQ game3 old3))
    by (intros; apply jointAdvantage_bridge).
  apply Qle_check. exact T.
Qed.

(** Two moves, advantages 1 and -1, lengths 1 and 3. *)
Example D9_first_order_instance :
  derivable_pt_lim
    (fun t => mean [0; 1]%nat (softmaxStep [0; 1]%nat (fun _ => 1 / 2)
      (fun a => t * (match a with O => 1 | _ => -1 end / match a with O => 1 | _ => 3 end)))
      (fun a => match a with O => 1 | _ => -1 end)) 0
    (mean [0; 1]%nat (fun _ => 1 / 2) (fun a => match a with O => 1 | _ => -1 end
      * match a with O => 1 | _ => -1 end / match a with O => 1 | _ => 3 end)).
Proof.
  apply (D9_kl_step_first_order [0; 1]%nat (fun _ => 1 / 2) (fun a => match a with O => 1 | _ => -1 end)
    (fun a => match a with O => 1 | _ => 3 end)); [simpl; lra|unfold mean; simpl; lra].
Qed.

Example E6_optimum_instance : forall K, (0 < K)%nat ->
  optimalReturn G3 - expectedReturn G3 (iterate (reverseSweep G3 (klRule G3 (1 / 2))) K uniform3)
  <= 1 / 2 / INR K * along G3 greedyAfter (fun _ x => klAt G3 greedyAfter uniform3 x) (horizon G3) [].
Proof.
  intros K HK. apply (E6_reverse_rate_optimum G3 (1 / 2) uniform3 greedyAfter K);
    [exact game3_ok|lra|exact uniform3_ok| |exact greedy_is_policy
    |rewrite J_star; exact E1_instance|exact HK].
  intros n h a Hn _ Ha. exact (uniform3_full n h a Hn Ha).
Qed.

Example E6e_exists_instance :
  (exists tau, isDist [0; 1]%nat (cut (fun a => INR a) tau)) /\
  exists q, isArgmax (isDist [0; 1]%nat)
    (euclideanObjective [0; 1]%nat 1 (fun _ => 1 / 2) (fun a => INR a)) q.
Proof.
  split; [apply E6e_projection_exists; discriminate|apply E6e_argmax_exists; [discriminate|lra]].
Qed.

(** From weight 1/2 with eps = 1/2 two sweeps are enough: (3/2)^2 >= 2. *)
Example E7_number_instance : expectedReturn (toGame coin) (coinRun 2) = optimalReturn (toGame coin).
Proof.
  apply (E7_one_turn_number_of_sweeps (toGame coin) (Q2R (1 # 2)) coinRun 2 (1 / 2));
    [exact coin_ok|reflexivity|reflexivity|unfold Q2R; simpl; lra|lra
    |apply (coin_policies 0)| |exact coin_sweeps|].
  - intros a [<-|[<-|[]]]; unfold coinRun, coinRunQ, coinPolicy, toPolicy, toDist, row; simpl;
      unfold Q2R; simpl; lra.
  - assert (E : Q2R (1 # 2) = 1 / 2) by (unfold Q2R; simpl; lra). rewrite E. simpl.
    replace (/ (1 / 2)) with 2 by lra. replace ((1 + 1) * ln (1 + 1 / 2)) with (ln (3 / 2) + ln (3 / 2))
      by (replace (1 + 1 / 2) with (3 / 2) by lra; ring).
    rewrite <- ln_mult by lra. left. apply ln_increasing; lra.
Qed.
